package dev.halley.runtime.process;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and SIGINT into an orderly end with exit code 0; the JVM by itself would run its
 * hooks and exit with 143 or 130.
 */
public final class ExitSignal {
    private static final Logger LOG = LoggerFactory.getLogger(ExitSignal.class);

    private ExitSignal() {}

    /**
     * Runs this once when a signal comes, then ends the process: exit code 0, or 1 if it failed. An
     * exit that the program asks for itself runs it too.
     *
     * @return takes it back; to be called before the exit begins
     */
    public static Runnable onSignal(Runnable stop) {
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(code(stop)), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> Runtime.getRuntime().removeShutdownHook(hook);
    }

    /** Blocks until the process ends. */
    public static int await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static int code(Runnable stop) {
        try {
            stop.run();
            return 0;
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("stop failed");
            return 1;
        }
    }
}
