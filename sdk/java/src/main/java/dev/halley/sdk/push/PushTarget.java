package dev.halley.sdk.push;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Whom a push is for. */
public sealed interface PushTarget {

    /** Sessions by key. */
    record Keys(List<String> keys) implements PushTarget {
        /** Copies the list; it must not be empty. */
        public Keys {
            keys = List.copyOf(keys);
            notEmpty("keys", keys);
        }
    }

    /** Every session of these users. */
    record Users(List<String> users) implements PushTarget {
        /** Copies the list; it must not be empty. */
        public Users {
            users = List.copyOf(users);
            notEmpty("users", users);
        }
    }

    /** Every member of a room, {@code type://id}. */
    record Room(String room) implements PushTarget {
        /** Checks that the room has a type. */
        public Room {
            requireNonNull(room, "room");
            if (room.indexOf("://") < 1) {
                throw new IllegalArgumentException("room: \"" + room + "\" (expected: type://id)");
            }
        }
    }

    /**
     * Every session.
     *
     * @param speed sessions per second over the cluster; 0: all at once
     */
    record Everyone(int speed) implements PushTarget {
        /** Checks the speed. */
        public Everyone {
            if (speed < 0) {
                throw new IllegalArgumentException("speed: " + speed + " (expected: >= 0)");
            }
        }
    }

    /** One session by its key. */
    static PushTarget key(String key) {
        return new Keys(List.of(key));
    }

    /** Every session of one user. */
    static PushTarget user(String user) {
        return new Users(List.of(user));
    }

    /** Every member of a room, {@code type://id}. */
    static PushTarget room(String room) {
        return new Room(room);
    }

    /** Every session, as fast as it goes. */
    static PushTarget everyone() {
        return new Everyone(0);
    }

    private static void notEmpty(String name, List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + ": [] (expected: at least one)");
        }
    }
}
