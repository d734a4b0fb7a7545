package dev.halley.sdk.push;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What a push may carry besides target, operation and payload.
 *
 * @param ttl how long the message is worth delivering; zero: no limit
 * @param idempotencyKey at most 255 characters, by which a push that is sent again counts once;
 *     absent: it would be another one
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

    /** Extras with a life time only. */
    public static PushExtras ofTtl(Duration ttl) {
        return new PushExtras(ttl, Optional.empty());
    }

    /** The same with an idempotency key. */
    public PushExtras withIdempotencyKey(String key) {
        return new PushExtras(ttl, Optional.of(key));
    }
}
