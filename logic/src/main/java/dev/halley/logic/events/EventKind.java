package dev.halley.logic.events;

import java.util.Locale;

/** What an event tells. */
public enum EventKind {
    /** A user's first session is there. */
    USER_ONLINE,
    /** A user's last session is over. */
    USER_OFFLINE,
    /** A session is authenticated. */
    SESSION_ONLINE,
    /** A session is over, and with it what rooms it was in. */
    SESSION_OFFLINE,
    /** A session is in a room from now on. */
    ROOM_JOINED,
    /** A session that goes on has left a room. */
    ROOM_LEFT;

    /** Whether it is of a user, not of one session. */
    boolean ofUser() {
        return this == USER_ONLINE || this == USER_OFFLINE;
    }

    /** The name as events spell it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
