package dev.halley.comet.fanout.order;

import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.fanout.shared.OnLoop;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.members.ShardRooms;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.StreamReads;
import dev.halley.comet.writing.StreamMetrics;
import org.jspecify.annotations.Nullable;

/**
 * What joins and recoveries need of a shard's streams.
 *
 * @param parts what the parts of the drain share
 * @param roomStreams order of the rooms
 * @param own order of the sessions' own streams
 */
public record StreamSteps(DrainParts parts, RoomStreams roomStreams, OwnStreams own) {
    /**
     * A stream reaches to a place, as an answer says: what is before it and did not come is missing.
     *
     * @param room whose stream it is; null: the session's own
     * @param askedAt the epoch that was known of the stream when the question was asked
     */
    public void reaches(Member member, @Nullable RoomMembers room, StreamPoint tip, int askedAt) {
        if (room == null) {
            own.reaches(member, tip, askedAt);
        } else {
            loop().exclusively(() -> roomStreams.reaches(room, tip, askedAt));
        }
    }

    /** Reads streams that logic has. */
    public StreamReads reads() {
        return parts.setup().streams().reads();
    }

    /** The rooms of the shard. */
    public ShardRooms rooms() {
        return parts.state().rooms();
    }

    /** Counters of streams. */
    public StreamMetrics metrics() {
        return parts.setup().streamMetrics();
    }

    /** Runs what an answer brings. */
    public OnLoop loop() {
        return parts.loop();
    }
}
