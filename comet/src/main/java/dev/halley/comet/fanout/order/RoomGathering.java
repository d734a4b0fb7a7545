package dev.halley.comet.fanout.order;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.frames.Message;
import dev.halley.comet.members.RoomMembers;

/** Gathers what the next drain writes to rooms. On the shard's loop. */
public interface RoomGathering {
    /** Adds a message to what the next run writes to a room. */
    void append(RoomMembers room, Message message);

    /** The delivery is dealt with once the next run is. */
    void gathered(LocalDelivery delivery);

    /** Writes what is gathered for a room. */
    void writeRoom(RoomMembers room, long now);
}
