package dev.halley.logic.record;

import com.google.protobuf.CodedOutputStream;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.RoomChange;
import dev.halley.logic.push.Target;
import java.util.List;

/** Holds a push to the limits; the first thing wrong is told. Immutable. */
final class PushValidator {
    private static final int SHOWN = 64;
    private static final int MAX_TTL_S = 30 * 24 * 3600;
    private static final int MAX_KEY_LENGTH = 255;

    private final PushLimits limits;

    PushValidator(PushLimits limits) {
        this.limits = limits;
    }

    /** Throws {@link InvalidPushException} naming the field. */
    void check(PushCommand command) {
        app(command.app());
        if (command.payload().size() > limits.payloadBytes()) {
            throw new InvalidPushException(
                    "payload",
                    command.payload().size() + " bytes",
                    "at most " + limits.payloadBytes() + " bytes");
        }
        if (command.ttlSeconds() < 0 || command.ttlSeconds() > MAX_TTL_S) {
            throw new InvalidPushException("ttl_s", command.ttlSeconds(), "0.." + MAX_TTL_S);
        }
        target(command.target());
        command.idempotencyKey().ifPresent(PushValidator::key);
    }

    /** Rooms to join and leave: one at least, and not more of them than a push may have. */
    void change(RoomChange change) {
        count("rooms", change.join().size() + change.leave().size(), limits.rooms());
        change.join().forEach(room -> room("rooms", room));
        change.leave().forEach(room -> room("rooms", room));
    }

    private static void key(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw new InvalidPushException(
                    "idempotency_key",
                    key.length() + " characters",
                    "1 to " + MAX_KEY_LENGTH + " characters");
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidPushException(
                    "idempotency_key", "with control characters", "printable characters");
        }
    }

    void app(String app) {
        if (!app.equals(limits.app())) {
            throw new InvalidPushException("app", shown(app), limits.app());
        }
    }

    /** A user or key, also where it is not part of a push. */
    void name(String field, String value) {
        if (value.isEmpty() || value.length() > limits.nameLength()) {
            throw new InvalidPushException(
                    field, shown(value), "1 to " + limits.nameLength() + " characters");
        }
    }

    private void target(Target target) {
        if (target instanceof Target.Users users) {
            names("users", users.users());
        } else if (target instanceof Target.Keys keys) {
            names("keys", keys.keys());
        } else if (target instanceof Target.Room room) {
            room("room", room.room());
        } else if (target instanceof Target.Rooms rooms) {
            count("rooms", rooms.rooms().size(), limits.rooms());
            rooms.rooms().forEach(room -> room("rooms", room));
        } else if (target instanceof Target.Everyone everyone && everyone.speed() < 0) {
            throw new InvalidPushException("speed", everyone.speed(), ">= 0");
        }
    }

    private void names(String field, List<String> values) {
        count(field, values.size(), limits.targets());
        int bytes = 0;
        for (String value : values) {
            name(field, value);
            // With its length and its tag.
            bytes += CodedOutputStream.computeStringSizeNoTag(value) + 1;
        }
        if (bytes > limits.targetBytes()) {
            throw new InvalidPushException(
                    field,
                    bytes + " bytes together",
                    "at most " + limits.targetBytes() + " bytes together");
        }
    }

    private void room(String field, String room) {
        name(field, room);
        int scheme = room.indexOf("://");
        if (scheme < 1 || scheme + 3 == room.length()) {
            throw new InvalidPushException(field, shown(room), "type://id");
        }
    }

    private static void count(String field, int size, int most) {
        if (size < 1 || size > most) {
            throw new InvalidPushException(field, size + " of them", "1 to " + most);
        }
    }

    private static String shown(String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }
}
