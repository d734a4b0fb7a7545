package dev.halley.comet.fanout.order;

import dev.halley.comet.fanout.inbox.LocalDelivery.ToSessions;
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
    private final ToSessions delivery;
    private final ByteBufAllocator allocator;
    private final @Nullable Segment[] segments;

    DirectSegments(ToSessions delivery, ByteBufAllocator allocator) {
        this.delivery = delivery;
        this.allocator = allocator;
        this.segments = new Segment[1 + delivery.places().size()];
    }

    ToSessions delivery() {
        return delivery;
    }

    /** Where one user's stream has the message; index -1: no stream has it. */
    Place place(int index) {
        return index < 0 ? Place.NONE : delivery.places().get(index);
    }

    /** The message as one user's stream has it. */
    Message message(int index) {
        return index < 0 ? delivery.message() : delivery.message().at(place(index));
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
