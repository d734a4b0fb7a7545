package dev.halley.comet.fanout.order;

import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.Member;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.StreamSink;
import dev.halley.comet.streams.Streamed;
import dev.halley.comet.writing.StreamMetrics;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts each session's direct pushes into the order of its user's stream. A session costs nothing
 * but its place until a push is missing; then it has a cursor until that is filled. On the shard's
 * loop.
 */
public final class OwnStreams implements StreamSink {
    private final DrainParts parts;
    private final StreamMetrics metrics;
    private Member member;

    /** Of one shard. */
    @SuppressWarnings("NullAway") // the member is set before anything is decided about it
    public OwnStreams(DrainParts parts) {
        this.parts = parts;
        this.metrics = parts.setup().streamMetrics();
    }

    /** A message that is not the next one of the member's stream. Nothing is flushed. */
    void offer(Member to, OwnPush push) {
        push.hold();
        decide(to, cursor -> cursor.offer(push, this));
    }

    /** A push of the member's stream was lost at this place. */
    void lost(Member of, StreamPoint place) {
        decide(of, cursor -> cursor.reaches(place, this));
    }

    /**
     * The member's stream reaches to a place, as an answer says that was asked for while the member
     * was in that epoch: what did not come of it is missing.
     */
    void reaches(Member of, StreamPoint tip, int askedAt) {
        decide(of, cursor -> cursor.reaches(tip, askedAt, this));
    }

    private void decide(Member of, Consumer<StreamCursor> decision) {
        StreamCursor cursor = of.ownCursor();
        boolean atEase = cursor == null || !cursor.isWaiting();
        if (cursor == null) {
            cursor = of.beginOwnCursor();
        }
        member = of;
        decision.accept(cursor);
        if (atEase) {
            if (cursor.isWaiting()) {
                metrics.hole();
            }
            readOrSettle(of, cursor);
        }
        if (cursor.takeQuestion()) {
            askEnd(of, cursor);
        }
    }

    // Messages wait for it, so it is read with their patience.
    private void askEnd(Member of, StreamCursor cursor) {
        parts.setup()
                .streams()
                .reads()
                .read(
                        StreamKey.ofUser(of.app(), of.user()),
                        cursor.last(),
                        end -> parts.loop().resume(() -> ends(of, cursor, end)));
    }

    private void ends(Member of, StreamCursor cursor, StreamPage end) {
        if (of.ownCursor() == cursor) {
            decide(of, known -> known.ends(end, this));
        }
    }

    private void readOrSettle(Member of, StreamCursor cursor) {
        if (!cursor.isWaiting()) {
            if (!cursor.isInDoubt()) {
                of.endOwnCursor(cursor);
            }
            return;
        }
        parts.setup()
                .streams()
                .reads()
                .read(
                        StreamKey.ofUser(of.app(), of.user()),
                        cursor.last(),
                        page -> parts.loop().resume(() -> answered(of, cursor, page)));
    }

    private void answered(Member of, StreamCursor cursor, StreamPage page) {
        if (of.ownCursor() == cursor) {
            metrics.filledFromHistory(page.messages().size());
            member = of;
            cursor.fill(page, this);
            readOrSettle(of, cursor);
            parts.writer().flush();
        }
    }

    /** The session is gone. */
    public void ended(Member of) {
        StreamCursor cursor = of.ownCursor();
        if (cursor != null) {
            of.endOwnCursor(cursor);
            member = of;
            cursor.end(this);
        }
    }

    @Override
    public void deliver(Streamed streamed, Message message) {
        boolean expired = message.expired(parts.setup().clock().millis());
        boolean hidden = expired || !member.accepts(message.operation());
        member.ownHidden(hidden);
        if (expired) {
            parts.setup().metrics().droppedExpired();
        } else if (!hidden) {
            write(message);
        }
        release(streamed);
    }

    private void write(Message message) {
        Segment segment = new Segment(List.of(message), parts.setup().allocator());
        try {
            parts.writer().write(member, segment, message.place(), parts.now());
        } finally {
            segment.release();
        }
    }

    @Override
    public void drop(Streamed streamed) {
        metrics.duplicate();
        release(streamed);
    }

    @Override
    public void gap(Gap gap) {
        String stream = StreamKey.ofUser(member.app(), member.user()).name();
        if (member.isBehind(stream)) {
            return;
        }
        metrics.gap(gap);
        member.ownHidden(false);
        member.gap(stream, gap.epoch(), gap.from(), gap.to());
        parts.writer().written(member);
    }

    private void release(Streamed streamed) {
        if (streamed instanceof OwnPush push && push.receipt() != null) {
            parts.dealt().add(push.receipt());
        }
    }
}
