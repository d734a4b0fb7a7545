package dev.halley.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes one of several things, so that a failure does not keep the others open. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("close failed");
        }
    }
}
