package dev.halley.job.record;

import dev.halley.api.record.Record;
import java.util.Locale;

/** Whom a record is for. */
public enum Target {
    /** Every session of some users. */
    USERS,
    /** The sessions with some keys. */
    KEYS,
    /** The members of a room. */
    ROOM,
    /** Every session. */
    EVERYONE,
    /** Sessions that are to be closed, named by their routes. */
    CLOSE,
    /** Sessions that join and leave rooms, named by their routes. */
    MOVE,
    /** It cannot be read, or a newer release wrote it for something this one does not know. */
    UNKNOWN;

    /** The target of a record. */
    public static Target of(Record record) {
        return switch (record.getActionCase()) {
            case CLOSE -> CLOSE;
            case CHANGE_ROOMS -> MOVE;
            case PUSH ->
                    switch (record.getPush().getTargetCase()) {
                        case USERS -> USERS;
                        case KEYS -> KEYS;
                        case ROOM -> ROOM;
                        case EVERYONE -> EVERYONE;
                        case TARGET_NOT_SET -> UNKNOWN;
                    };
            case ACTION_NOT_SET -> UNKNOWN;
        };
    }

    /** Whether its messages may have a place in a stream. */
    public boolean mayHaveStream() {
        return this == USERS || this == ROOM;
    }

    /** Whether Redis must be asked where it is. */
    public boolean needsRoutes() {
        return this == USERS || this == KEYS;
    }

    /** The name as a metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
