package dev.halley.comet.fanout.joining;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.StreamPoint;
import org.jspecify.annotations.Nullable;

/**
 * A room that a session wants to be in.
 *
 * @param room which
 * @param after the last message of the room that the client has seen; null: it asks for none
 */
public record RoomAsk(RoomKey room, @Nullable StreamPoint after) {
    public RoomAsk {
        requireNonNull(room, "room");
    }
}
