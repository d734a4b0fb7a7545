package dev.halley.logic.push;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import java.util.Optional;

/**
 * One push, as a caller asked for it.
 *
 * @param app tenant
 * @param operation message type
 * @param payload what clients get; may be empty. Wrap the bytes at hand, nobody writes to them
 *     after
 * @param target whom it is for
 * @param ttlSeconds after which nobody wants it any more; 0: never
 * @param traceparent the caller's W3C trace context; empty without one
 * @param idempotencyKey by which a repeat is known; absent: every push is another one
 */
public record PushCommand(
        String app,
        int operation,
        ByteString payload,
        Target target,
        int ttlSeconds,
        String traceparent,
        Optional<String> idempotencyKey) {
    /** Refuses null; limits are checked by {@link PushService}. */
    public PushCommand {
        requireNonNull(app, "app");
        requireNonNull(payload, "payload");
        requireNonNull(target, "target");
        requireNonNull(traceparent, "traceparent");
        requireNonNull(idempotencyKey, "idempotencyKey");
    }

    /** A push without an idempotency key. */
    public PushCommand(
            String app,
            int operation,
            ByteString payload,
            Target target,
            int ttlSeconds,
            String traceparent) {
        this(app, operation, payload, target, ttlSeconds, traceparent, Optional.empty());
    }

    /** The same push with this trace context. */
    public PushCommand withTraceparent(String other) {
        return new PushCommand(app, operation, payload, target, ttlSeconds, other, idempotencyKey);
    }

    /** The same push with this idempotency key. */
    public PushCommand withIdempotencyKey(String key) {
        return new PushCommand(
                app, operation, payload, target, ttlSeconds, traceparent, Optional.of(key));
    }
}
