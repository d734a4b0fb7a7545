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
    /** A stream is known to reach to a place: what is before it and did not come is missing. */
    public void reaches(@Nullable Member member, @Nullable RoomMembers room, StreamPoint tip) {
        if (room != null) {
            loop().exclusively(() -> roomStreams.reaches(room, tip));
        } else if (member != null) {
            own.reaches(member, tip);
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
