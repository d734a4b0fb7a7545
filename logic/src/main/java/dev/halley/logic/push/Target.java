package dev.halley.logic.push;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Whom a push is for. What a target may hold is checked by {@link PushService}. */
public sealed interface Target {
    /** The target's name in metrics and in the REST API. */
    String label();

    /** Every session of these users. */
    record Users(List<String> users) implements Target {
        /** Copies the list. */
        public Users {
            users = List.copyOf(users);
        }

        @Override
        public String label() {
            return "users";
        }
    }

    /** The sessions that have these keys. */
    record Keys(List<String> keys) implements Target {
        /** Copies the list. */
        public Keys {
            keys = List.copyOf(keys);
        }

        @Override
        public String label() {
            return "keys";
        }
    }

    /** The members of a room, named {@code type://id}. */
    record Room(String room) implements Target {
        /** Refuses null. */
        public Room {
            requireNonNull(room, "room");
        }

        @Override
        public String label() {
            return "room";
        }
    }

    /** The members of these rooms; one who is in two of them gets it twice. */
    record Rooms(List<String> rooms) implements Target {
        /** Copies the list. */
        public Rooms {
            rooms = List.copyOf(rooms);
        }

        @Override
        public String label() {
            return "rooms";
        }
    }

    /**
     * Every session of the app.
     *
     * @param speed sessions per second over the whole cluster; 0: as fast as it goes
     */
    record Everyone(int speed) implements Target {
        @Override
        public String label() {
            return "all";
        }
    }
}
