package dev.halley.comet.fanout.joining;

import dev.halley.comet.fanout.order.DirectWriter;
import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.Behind;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.StreamSink;
import dev.halley.comet.streams.Streamed;
import dev.halley.comet.writing.StreamMetrics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings sessions that are behind in a stream to where its live messages begin: who recovers, and
 * who could not be written to for a while. Page by page, while the session takes them; from what the
 * node has kept, else by reading. On the shard's loop.
 */
public final class CatchUps implements StreamSink {
    private static final int MAX_RECENT = 500;

    /** Streams of one session that are read at once: what comes may wait for its socket. */
    private static final int MAX_READS = 4;

    private final DrainParts parts;
    private final DirectWriter direct;
    private final StreamMetrics metrics;
    private final KeptPages pages;
    private Member member;
    private Behind behind;
    private MessageBatch batch;

    /** Of one shard. */
    @SuppressWarnings("NullAway") // what is written to is set before anything is decided about it
    public CatchUps(DrainParts parts, DirectWriter direct) {
        this.parts = parts;
        this.direct = direct;
        this.metrics = parts.setup().streamMetrics();
        this.pages = new KeptPages(KeptPages.MAX_BYTES, metrics);
    }

    /**
     * From here on the session gets a stream from a place on; nothing of it is written yet.
     *
     * @param room whose stream it is; null: the session's own
     * @param kept ticket of what was read behind the place; 0: nothing was
     */
    void begin(Member of, @Nullable RoomMembers room, StreamPoint at, long kept) {
        of.allBehind().stream().filter(b -> b.room() == room).forEach(this::forget);
        of.fallBehind(room, at).kept(kept);
    }

    /** The session is gone: what was read for it is not needed. */
    public void ended(Member of) {
        if (of.isBehind()) {
            of.allBehind().forEach(this::forget);
        }
    }

    private void forget(Behind at) {
        pages.forget(at.takeKept());
    }

    /** What was read and is not written yet. */
    KeptPages pages() {
        return pages;
    }

    /** Writes what the session can take of what it is behind with. */
    public void goOn(Member of) {
        if (of.isBehind()) {
            of.allBehind().forEach(each -> goOn(of, each));
            parts.writer().flush();
        }
    }

    private void goOn(Member of, Behind at) {
        while (of.isInShard() && of.is(at)) {
            reach(of, at);
            if (!at.cursor().isWaiting()) {
                forget(at);
                of.caughtUp(at.stream());
                return;
            }
            if (at.isReading() || !parts.writer().canTake(of, parts.now())) {
                return;
            }
            if (!fillNow(of, at)) {
                if (reads(of) < MAX_READS) {
                    read(of, at);
                }
                return;
            }
        }
    }

    private static long reads(Member of) {
        return of.allBehind().stream().filter(Behind::isReading).count();
    }

    /** True when something was there without a call. */
    private boolean fillNow(Member of, Behind at) {
        StreamPage page = pages.take(at.takeKept());
        if (page != null) {
            metrics.caughtUpFromHistory(page.messages().size());
            fill(of, at, page);
            return true;
        }
        List<Message> kept = recent(at);
        if (kept.isEmpty()) {
            return false;
        }
        metrics.caughtUpFromRecent(kept.size());
        fill(of, at, recentPage(at.cursor(), kept));
        return true;
    }

    private static StreamPage recentPage(StreamCursor cursor, List<Message> kept) {
        long first = cursor.last() + 1;
        return new StreamPage(cursor.epoch(), first, cursor.last() + kept.size(), kept);
    }

    /** Takes in where live messages begin, which moves while the session is behind. */
    private void reach(Member of, Behind at) {
        RoomMembers room = at.room();
        StreamPoint cut = room == null ? of.own() : room.cut();
        writing(of, at, () -> at.cursor().reaches(cut, this));
    }

    private void fill(Member of, Behind at, StreamPage page) {
        writing(of, at, () -> at.cursor().fill(page, this));
    }

    private void read(Member of, Behind at) {
        at.reading(true);
        parts.setup()
                .streams()
                .reads()
                .catchUp(
                        new StreamKey(of.app(), at.stream()),
                        at.cursor().last(),
                        page -> parts.loop().resume(() -> answered(of, at, page)));
    }

    private void answered(Member of, Behind at, StreamPage page) {
        at.reading(false);
        if (!of.isInShard()) {
            return;
        }
        if (of.is(at)) {
            take(of, at, page);
        }
        // Its other streams may have waited for this call to end.
        goOn(of);
        parts.writer().flush();
    }

    private void take(Member of, Behind at, StreamPage page) {
        if (parts.writer().canTake(of, parts.now())) {
            metrics.caughtUpFromHistory(page.messages().size());
            fill(of, at, page);
        } else {
            at.kept(pages.keep(page));
        }
    }

    private List<Message> recent(Behind at) {
        RoomMembers room = at.room();
        StreamCursor cursor = at.cursor();
        return room == null
                ? List.of()
                : parts.state()
                        .rooms()
                        .recent(room.key(), cursor.epoch(), cursor.last(), MAX_RECENT);
    }

    private void writing(Member of, Behind at, Runnable decide) {
        member = of;
        behind = at;
        batch = newBatch();
        decide.run();
        write();
    }

    @Override
    public void deliver(Streamed streamed, Message message) {
        batch.add(message);
    }

    @Override
    public void drop(Streamed streamed) {
        // Nothing is held for one session: it is read again.
    }

    @Override
    public void gap(Gap gap) {
        metrics.gap(gap);
        write();
        batch = newBatch();
        member.gap(behind.stream(), gap.epoch(), gap.from(), gap.to());
        parts.writer().written(member);
    }

    private void write() {
        batch.messages().removeIf(direct::expired);
        boolean filtered = behind.room() == null || member.filtersRooms();
        try {
            List<Segment> segments = filtered ? batch.byOperation() : batch.merged();
            for (Segment segment : segments) {
                if (!filtered || member.accepts(segment.operation())) {
                    parts.writer().force(member, segment);
                }
            }
        } finally {
            batch.release();
        }
    }

    private MessageBatch newBatch() {
        return new MessageBatch(parts.setup().config().maxMergedBytes(), parts.setup().allocator());
    }
}
