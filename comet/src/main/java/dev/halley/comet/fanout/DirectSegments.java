package dev.halley.comet.fanout;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.Member;
import dev.halley.wire.FrameHeader;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A push to single sessions, encoded once for all that may get the same bytes: sessions of version
 * 1, and those of version 2 whose users have one place.
 */
final class DirectSegments {
    private final Message message;
    private final List<Place> places;
    private final ByteBufAllocator allocator;
    private final @Nullable Segment[] segments;

    DirectSegments(Message message, List<Place> places, ByteBufAllocator allocator) {
        this.message = message;
        this.places = places;
        this.allocator = allocator;
        this.segments = new Segment[1 + places.size()];
    }

    /** The message as one user's stream has it; place -1: no stream has it. */
    Message message(int place) {
        return place < 0 ? message : message.at(places.get(place));
    }

    Segment of(Member member, int place) {
        boolean placed = member.protocolVersion() == FrameHeader.VERSION_2;
        int index = placed ? 1 + place : 0;
        Segment segment = segments[index];
        if (segment == null) {
            segment = new Segment(List.of(message(index - 1)), allocator);
            segments[index] = segment;
        }
        return segment;
    }

    void release() {
        for (Segment segment : segments) {
            if (segment != null) {
                segment.release();
            }
        }
    }
}
