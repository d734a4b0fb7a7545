package dev.halley.runtime.discovery.consul;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one kind of call works, told in the log when that changes, and once a minute while it does
 * not. Thread-safe.
 */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final long AGAIN_NANOS = 60_000_000_000L;

    private final String what;
    private @Nullable String present;
    private long toldAtNanos;

    /** All is well; {@code what} is what the calls do, for the log. */
    Trouble(String what) {
        this.what = what;
    }

    /** A call did not work, for this reason. */
    synchronized void failed(String reason, long nowNanos) {
        boolean news = !reason.equals(present);
        present = reason;
        if (news || nowNanos - toldAtNanos >= AGAIN_NANOS) {
            toldAtNanos = nowNanos;
            LOG.atWarn()
                    .addKeyValue("call", what)
                    .addKeyValue("reason", reason)
                    .log("discovery does not work, it is tried again");
        }
    }

    /** A call worked. */
    synchronized void passed() {
        if (present != null) {
            present = null;
            LOG.atInfo().addKeyValue("call", what).log("discovery works again");
        }
    }

    /** Why the last call did not work; empty if it did. */
    synchronized Optional<String> reason() {
        return Optional.ofNullable(present);
    }
}
