package dev.halley.logic.push;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;

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
 */
public record PushCommand(
        String app,
        int operation,
        ByteString payload,
        Target target,
        int ttlSeconds,
        String traceparent) {
    /** Refuses null; limits are checked by {@link PushService}. */
    public PushCommand {
        requireNonNull(app, "app");
        requireNonNull(payload, "payload");
        requireNonNull(target, "target");
        requireNonNull(traceparent, "traceparent");
    }
}
