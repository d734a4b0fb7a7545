package dev.halley.comet.fanout.inbox;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.SessionRefs;
import dev.halley.comet.streams.Streamed;
import dev.halley.wire.CloseReason;
import java.util.List;

/** A delivery, or a shard's share of one. */
public sealed interface LocalDelivery {
    /** Told when the shard has dealt with it. */
    Receipt receipt();

    /** To the members of a room. */
    record ToRoom(RoomKey room, Message message, Receipt receipt)
            implements LocalDelivery, Streamed {}

    /**
     * To every session of an app that accepts the operation.
     *
     * @param speed sessions per second; 0: as fast as it goes
     */
    record ToEveryone(String app, int speed, Message message, Receipt receipt)
            implements LocalDelivery {
        /** The same at another speed. */
        public ToEveryone atSpeed(int other) {
            return other == speed ? this : new ToEveryone(app, other, message, receipt);
        }
    }

    /**
     * To single sessions that accept the operation.
     *
     * @param places of the message in its users' streams; the sessions name theirs by index
     */
    record ToSessions(SessionRefs sessions, Message message, List<Place> places, Receipt receipt)
            implements LocalDelivery {}

    /**
     * Lets sessions join and leave rooms, after what was pushed to them before.
     *
     * @param join as {@code type://id}
     * @param leave likewise
     */
    record Move(SessionRefs sessions, List<String> join, List<String> leave, Receipt receipt)
            implements LocalDelivery {}

    /** Ends sessions, after what was pushed to them before. */
    record Close(SessionRefs sessions, CloseReason reason, Receipt receipt)
            implements LocalDelivery {}
}
