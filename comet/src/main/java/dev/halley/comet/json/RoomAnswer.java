package dev.halley.comet.json;

import java.util.Optional;

/**
 * What a client is told of one room that it wants to be in.
 *
 * @param room its name
 * @param refused why it is not in it; empty when it is
 * @param stream the room's stream; empty when it has none
 * @param members on all comets; 0 when it is not in it
 */
public record RoomAnswer(
        String room, Optional<Refusal> refused, Optional<StreamAnswer> stream, int members) {
    /** A room that was joined. */
    public static RoomAnswer joined(String room, Optional<StreamAnswer> stream, int members) {
        return new RoomAnswer(room, Optional.empty(), stream, members);
    }

    /** A room that was not joined. */
    public static RoomAnswer refused(String room, Refusal why) {
        return new RoomAnswer(room, Optional.of(why), Optional.empty(), 0);
    }

    /** Why a session is not let into a room; the name is what the client is told. */
    public enum Refusal {
        /** The session has no right to. */
        NOT_ALLOWED,
        /** It is no name of a room. */
        BAD_ROOM,
        /** The session is in as many rooms as it may be. */
        TOO_MANY
    }
}
