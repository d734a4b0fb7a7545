package dev.halley.sdk.events;

import static java.util.Objects.requireNonNull;

/**
 * Whether a session is in a room.
 *
 * @param room {@code type://id}
 * @param joined whether it is
 * @param reason why it is not, such as {@code NOT_ALLOWED}; {@code LEFT} when it was taken out or
 *     has left; empty when it is
 * @param members sessions in the room on all comets; 0 when it is not in it
 */
public record RoomAnswer(String room, boolean joined, String reason, int members) {

    /** The reason of a room that was left. */
    public static final String LEFT = "LEFT";

    /** Checks the texts. */
    public RoomAnswer {
        requireNonNull(room, "room");
        requireNonNull(reason, "reason");
    }
}
