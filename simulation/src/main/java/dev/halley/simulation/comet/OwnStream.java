package dev.halley.simulation.comet;

import dev.halley.comet.frames.Message;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.StreamSink;
import dev.halley.comet.streams.Streamed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session in its user's stream: what it missed, what was held meanwhile, then what comes. */
final class OwnStream implements StreamSink {
    private final Session session;
    private final CometNode comet;
    private final String stream;
    private @Nullable List<Live> held = new ArrayList<>();
    private StreamCursor cursor = new StreamCursor();
    private boolean reading;

    OwnStream(Session session, CometNode comet, String stream) {
        this.session = session;
        this.comet = comet;
        this.stream = stream;
    }

    /** Answers the AUTH, then writes what is missing, then what was held. */
    void open(StreamPoint tip, @Nullable StreamPoint after) {
        boolean provable =
                after != null && after.epoch() == tip.epoch() && after.offset() <= tip.offset();
        if (!provable || after == null) {
            answer(new JoinedRoom(false, tip.epoch(), tip.offset()), List.of());
            return;
        }
        new Recovery(
                        comet.reads(),
                        stream,
                        after,
                        tip::offset,
                        found -> session.shard().loop().execute(() -> recovered(tip, found)))
                .begin();
    }

    private void recovered(StreamPoint tip, @Nullable Recovery found) {
        if (found == null) {
            answer(new JoinedRoom(false, tip.epoch(), tip.offset()), List.of());
        } else {
            StreamPoint end = found.end();
            answer(new JoinedRoom(true, end.epoch(), end.offset()), found.collected());
        }
    }

    private void answer(JoinedRoom joined, List<Message> missed) {
        if (session.closed()) {
            end();
            return;
        }
        if (joined.epoch() != 0) {
            cursor = new StreamCursor(new StreamPoint(joined.epoch(), joined.offset()));
        }
        session.opened(joined);
        missed.forEach(session::own);
        List<Live> waiting = held == null ? List.of() : held;
        held = null;
        if (comet.around().wiring().holdsPushes()) {
            waiting.forEach(this::offer);
        } else {
            waiting.forEach(live -> live.holds().release());
        }
    }

    void offer(Live live) {
        if (held != null) {
            held.add(live);
            return;
        }
        if (live.message().place().isNone() || !comet.around().wiring().judgesHoles()) {
            deliver(live);
            return;
        }
        cursor.offer(live, this);
        read();
    }

    /** The stream is known to reach so far. */
    void reaches(StreamPoint tip, int askedAt) {
        if (held == null && !session.closed()) {
            cursor.reaches(tip, comet.around().wiring().askedAt(askedAt, cursor), this);
            read();
        }
    }

    private void read() {
        if (cursor.isWaiting() && !reading && !session.closed()) {
            reading = true;
            comet.reads()
                    .read(
                            stream,
                            cursor.last(),
                            page -> session.shard().loop().execute(() -> fill(page)));
        }
    }

    private void fill(StreamPage page) {
        reading = false;
        if (!session.closed()) {
            cursor.fill(page, this);
            read();
        }
    }

    int epoch() {
        return cursor.epoch();
    }

    /** The session is gone: nobody waits for what it has not got. */
    void end() {
        List<Live> waiting = held;
        held = null;
        if (waiting != null) {
            waiting.forEach(live -> live.holds().release());
        }
        cursor.end(this);
    }

    @Override
    public void deliver(Streamed streamed) {
        session.own(streamed.message());
        drop(streamed);
    }

    @Override
    public void drop(Streamed streamed) {
        if (streamed instanceof Live live) {
            live.holds().release();
        }
    }

    @Override
    public void gap(Gap gap) {
        session.gap(stream, gap);
    }
}
