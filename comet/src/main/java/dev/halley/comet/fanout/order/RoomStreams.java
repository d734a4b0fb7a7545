package dev.halley.comet.fanout.order;

import dev.halley.comet.fanout.inbox.LocalDelivery.ToRoom;
import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.frames.Message;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.StreamSink;
import dev.halley.comet.streams.Streamed;
import dev.halley.comet.writing.StreamMetrics;
import java.util.List;

/**
 * Puts the messages of a shard's rooms into the order of their streams, and fills holes: from what
 * the node has kept, else by reading. On the shard's loop.
 */
public final class RoomStreams implements StreamSink {
    /** Most messages taken at once from what is kept. */
    static final int MAX_RECENT = 1000;

    private final DrainParts parts;
    private final RoomGathering rooms;
    private final StreamMetrics metrics;
    private RoomMembers room;

    /** Of one shard; what is next in its stream goes to {@code rooms}. */
    @SuppressWarnings("NullAway") // the room is set before anything is decided about it
    public RoomStreams(DrainParts parts, RoomGathering rooms) {
        this.parts = parts;
        this.rooms = rooms;
        this.metrics = parts.setup().streamMetrics();
    }

    /** A message of the room with a place. */
    public void offer(RoomMembers of, ToRoom delivery) {
        StreamCursor cursor = of.cursor();
        room = of;
        beginLate(StreamPoint.before(delivery.message().place()));
        boolean before = cursor.isWaiting();
        cursor.offer(delivery, this);
        if (cursor.isWaiting()) {
            if (!before) {
                metrics.hole();
            }
            read(of);
        }
        askIfInDoubt(of);
    }

    // Messages wait for it, so it is read with their patience.
    private void askIfInDoubt(RoomMembers of) {
        if (of.cursor().takeQuestion()) {
            parts.setup()
                    .streams()
                    .reads()
                    .read(
                            of.stream(),
                            of.cursor().last(),
                            end -> parts.loop().resume(() -> ends(of, end)));
        }
    }

    private void ends(RoomMembers of, StreamPage end) {
        if (parts.state().rooms().get(of.key()) == of) {
            room = of;
            of.cursor().ends(end, this);
            read(of);
            askIfInDoubt(of);
        }
    }

    /**
     * The room's stream reaches to a place, as an answer says that was asked for while the room was
     * in that epoch: what did not come of it is missing.
     */
    void reaches(RoomMembers of, StreamPoint tip, int askedAt) {
        room = of;
        beginLate(tip);
        of.cursor().reaches(tip, askedAt, this);
        read(of);
    }

    // Members came in when nobody could say where the stream was; what of it went by since, nobody
    // can say either.
    private void beginLate(StreamPoint at) {
        if (room.size() > 0 && !room.cursor().isKnown() && !room.isStreamless()) {
            room.cursor().reaches(at, this);
            gap(new Gap(at.epoch(), at.offset() + 1, at.offset()));
        }
    }

    /** Fills the hole in front, if there is one and nobody is at it. */
    void read(RoomMembers of) {
        StreamCursor cursor = of.cursor();
        RoomKey key = of.key();
        while (cursor.isWaiting() && !of.isReading()) {
            List<Message> kept =
                    parts.state().rooms().recent(key, cursor.epoch(), cursor.last(), MAX_RECENT);
            if (kept.isEmpty()) {
                of.reading(true);
                parts.setup()
                        .streams()
                        .reads()
                        .read(
                                of.stream(),
                                cursor.last(),
                                page -> parts.loop().resume(() -> answered(of, page)));
            } else {
                metrics.filledFromRecent(kept.size());
                long last = cursor.last() + kept.size();
                fill(of, new StreamPage(cursor.epoch(), cursor.last() + 1, last, kept));
            }
        }
    }

    private void answered(RoomMembers of, StreamPage page) {
        of.reading(false);
        if (parts.state().rooms().get(of.key()) == of) {
            metrics.filledFromHistory(page.messages().size());
            fill(of, page);
            read(of);
        }
    }

    private void fill(RoomMembers of, StreamPage page) {
        room = of;
        of.cursor().fill(page, this);
    }

    /** The room has no member here any more. */
    public void ended(RoomMembers of) {
        StreamCursor cursor = of.cursorIfAny();
        if (cursor != null) {
            room = of;
            cursor.end(this);
        }
    }

    @Override
    public void deliver(Streamed streamed, Message message) {
        rooms.append(room, message);
        if (streamed instanceof ToRoom delivery) {
            rooms.gathered(delivery);
        }
    }

    @Override
    public void drop(Streamed streamed) {
        if (streamed instanceof ToRoom delivery) {
            metrics.duplicate();
            parts.dealt().add(delivery);
        }
    }

    @Override
    public void gap(Gap gap) {
        metrics.gap(gap);
        // What came before the gap is written before it.
        rooms.writeRoom(room, parts.now());
        room.told();
        String stream = room.stream().name();
        for (int i = 0; i < room.size(); i++) {
            Member member = room.get(i);
            // Who is behind finds out for itself: what is missing here may be there by then.
            if (!member.isBehind(stream)) {
                member.gap(stream, gap.epoch(), gap.from(), gap.to());
                parts.writer().written(member);
            }
        }
    }
}
