package dev.halley.sdk.push;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a push may carry besides target, operation and payload.
 *
 * @param ttl how long the message is worth delivering; zero: no limit
 */
public record PushExtras(Duration ttl) {

    /** Nothing besides. */
    public static final PushExtras NONE = new PushExtras(Duration.ZERO);

    /** Checks the values. */
    public PushExtras {
        requireNonNull(ttl, "ttl");
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("ttl: " + ttl + " (expected: >= 0)");
        }
    }
}
