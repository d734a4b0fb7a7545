package dev.halley.logic.http.v1;

import com.google.protobuf.UnsafeByteOperations;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A push as its fields come in; checked as a whole when it is made into a command. */
final class PushDraft {
    private static final String TARGETS = "one of keys, users, room, rooms, all";
    private static final int NOT_GIVEN = -1;

    private @Nullable String targetField;
    private @Nullable Target target;
    private @Nullable String payloadField;
    private byte @Nullable [] payload;
    private @Nullable String idempotencyKey;
    private int operation = NOT_GIVEN;
    private int ttlSeconds = NOT_GIVEN;
    private int speed = NOT_GIVEN;

    void operation(int value) {
        once("operation", operation);
        operation = value;
    }

    void ttlSeconds(int value) {
        once("ttl_s", ttlSeconds);
        ttlSeconds = value;
    }

    void speed(int value) {
        once("speed", speed);
        speed = value;
    }

    private static void once(String field, int now) {
        if (now != NOT_GIVEN) {
            throw new InvalidPushException(field, "there twice", "once");
        }
    }

    void idempotencyKey(String key) {
        if (idempotencyKey != null) {
            throw new InvalidPushException("idempotency_key", "there twice", "once");
        }
        idempotencyKey = key;
    }

    void payload(String field, byte[] value) {
        if (payloadField != null) {
            throw new InvalidPushException(
                    field, "beside " + payloadField, "either payload or payload_base64, once");
        }
        payloadField = field;
        payload = value;
    }

    void keys(List<String> keys) {
        target("keys", new Target.Keys(keys));
    }

    void users(List<String> users) {
        target("users", new Target.Users(users));
    }

    void room(String room) {
        target("room", new Target.Room(room));
    }

    void rooms(List<String> rooms) {
        target("rooms", new Target.Rooms(rooms));
    }

    void everyone() {
        target("all", new Target.Everyone(0));
    }

    private void target(String field, Target value) {
        if (targetField != null) {
            throw new InvalidPushException(field, "beside " + targetField, TARGETS);
        }
        targetField = field;
        target = value;
    }

    /**
     * The push.
     *
     * @throws InvalidPushException if a field is missing or does not go with another
     */
    PushCommand command(String app, String traceparent) {
        if (target == null) {
            throw new InvalidPushException("target", "missing", TARGETS);
        }
        if (operation == NOT_GIVEN) {
            throw new InvalidPushException("operation", "missing", "a whole number");
        }
        if (payload == null) {
            throw new InvalidPushException("payload", "missing", "payload or payload_base64");
        }
        return new PushCommand(
                app,
                operation,
                UnsafeByteOperations.unsafeWrap(payload),
                paced(target),
                Math.max(0, ttlSeconds),
                traceparent,
                Optional.ofNullable(idempotencyKey));
    }

    private Target paced(Target given) {
        if (speed == NOT_GIVEN) {
            return given;
        }
        if (!(given instanceof Target.Everyone)) {
            throw new InvalidPushException("speed", speed, "only beside all");
        }
        return new Target.Everyone(speed);
    }
}
