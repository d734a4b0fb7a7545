package dev.halley.comet.fanout;

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
 * @param roomStreams order of the rooms
 * @param own order of the sessions' own streams
 */
record StreamSteps(DrainParts parts, RoomStreams roomStreams, OwnStreams own) {
    /** A stream is known to reach to a place: what is before it and did not come is missing. */
    void reaches(@Nullable Member member, @Nullable RoomMembers room, StreamPoint tip) {
        if (room != null) {
            loop().exclusively(() -> roomStreams.reaches(room, tip));
        } else if (member != null) {
            own.reaches(member, tip);
        }
    }

    StreamReads reads() {
        return parts.setup().streams().reads();
    }

    ShardRooms rooms() {
        return parts.state().rooms();
    }

    StreamMetrics metrics() {
        return parts.setup().streamMetrics();
    }

    OnLoop loop() {
        return parts.loop();
    }
}
