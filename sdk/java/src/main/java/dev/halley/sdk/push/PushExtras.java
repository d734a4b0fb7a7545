package dev.halley.sdk.push;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a push may carry besides target, operation and payload.
 *
 * @param ttl how long the message is worth delivering; zero: no limit
 * @param idempotencyKey names this push, so that a repeat of it does not push twice
 */
public record PushExtras(Duration ttl, Optional<String> idempotencyKey) {

    /** Nothing besides. */
    public static final PushExtras NONE = new PushExtras(Duration.ZERO, Optional.empty());

    /** Checks the values. */
    public PushExtras {
        requireNonNull(ttl, "ttl");
        requireNonNull(idempotencyKey, "idempotencyKey");
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("ttl: " + ttl + " (expected: >= 0)");
        }
    }
}
