package dev.halley.simulation.comet;

import dev.halley.comet.frames.Message;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.RecentRoom;
import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.StreamSink;
import dev.halley.comet.streams.Streamed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A room on one shard: its members there, and how far they are in its stream. */
final class ShardRoom implements StreamSink {
    private static final int MOST_RECENT = 100;

    private final ShardModel shard;
    private final RoomKey key;
    private final String stream;
    private final RecentRoom recent;
    private final Set<Session> members = new LinkedHashSet<>();
    private final List<Joiner> joiners = new ArrayList<>();
    private final Map<Session, Joiner> coming = new LinkedHashMap<>();
    private final StreamCursor cursor = new StreamCursor();
    private boolean reading;
    private boolean asking;
    private boolean tipKnown;

    ShardRoom(ShardModel shard, RoomKey key, RecentRoom recent) {
        this.shard = shard;
        this.key = key;
        this.stream = "room:" + key.name();
        this.recent = recent;
    }

    private static final class Joiner {
        private final Session session;
        private final @Nullable StreamPoint after;

        Joiner(Session session, @Nullable StreamPoint after) {
            this.session = session;
            this.after = after;
        }

        Session session() {
            return session;
        }

        @Nullable StreamPoint after() {
            return after;
        }
    }

    boolean has(Session session) {
        return members.contains(session) || coming.containsKey(session);
    }

    boolean isEmpty() {
        return members.isEmpty() && coming.isEmpty();
    }

    /** Takes a member in, once it is known where the stream ends. */
    void join(Session session, @Nullable StreamPoint after) {
        Joiner joiner = new Joiner(session, after);
        coming.put(session, joiner);
        if (shard.comet().around().limits().streams()) {
            joiners.add(joiner);
            ask();
        } else {
            enter(joiner, false, List.of());
        }
    }

    boolean leave(Session session) {
        joiners.removeIf(joiner -> joiner.session() == session);
        boolean came = coming.remove(session) != null;
        return members.remove(session) || came;
    }

    /** Asks where the stream ends, and takes in who waits for it. */
    void ask() {
        if (!asking) {
            asking = true;
            int askedAt = cursor.epoch();
            shard.comet()
                    .reads()
                    .tip(stream, tip -> shard.loop().execute(() -> answered(tip, askedAt)));
        }
    }

    private void answered(StreamPage tip, int askedAt) {
        asking = false;
        if (tip.isReadable()) {
            tipKnown = true;
            StreamPoint end = new StreamPoint(tip.epoch(), tip.last());
            cursor.reaches(end, shard.comet().around().wiring().askedAt(askedAt, cursor), this);
            read();
        }
        admit();
    }

    private void admit() {
        if (cursor.isWaiting() || !tipKnown) {
            if (!tipKnown && !joiners.isEmpty()) {
                shard.again(this::ask);
            }
            return;
        }
        List<Joiner> all = List.copyOf(joiners);
        joiners.clear();
        all.forEach(this::admit);
    }

    private void admit(Joiner joiner) {
        StreamPoint after = joiner.after();
        boolean provable =
                after != null && after.epoch() == cursor.epoch() && after.offset() <= cursor.last();
        if (!provable || after == null) {
            enter(joiner, false, List.of());
            return;
        }
        new Recovery(
                        shard.comet().reads(),
                        stream,
                        after,
                        cursor::last,
                        found -> shard.loop().execute(() -> recovered(joiner, after, found)))
                .begin();
    }

    private void recovered(Joiner joiner, StreamPoint after, @Nullable Recovery found) {
        boolean sameEpoch = after.epoch() == cursor.epoch();
        if (found == null || !sameEpoch) {
            enter(joiner, false, List.of());
            return;
        }
        List<Message> missed = new ArrayList<>(found.collected());
        // What the room has had since it was read.
        List<Message> since =
                shard.comet()
                        .recent()
                        .after(recent, after.epoch(), found.end().offset(), MOST_RECENT);
        missed.addAll(since);
        long reached = found.end().offset() + since.size();
        if (reached < cursor.last()) {
            admit(joiner);
            return;
        }
        missed.removeIf(message -> message.place().offset() > cursor.last());
        enter(joiner, true, missed);
    }

    // Unless it has left meanwhile, and perhaps come again.
    private void enter(Joiner joiner, boolean recovered, List<Message> missed) {
        Session session = joiner.session();
        if (!coming.remove(session, joiner)) {
            return;
        }
        members.add(session);
        session.joined(key, new JoinedRoom(recovered, cursor.epoch(), cursor.last()));
        missed.forEach(message -> session.room(key, message));
    }

    void offer(Live live) {
        if (live.message().place().isNone() || !shard.comet().around().wiring().judgesHoles()) {
            deliver(live);
            return;
        }
        cursor.offer(live, this);
        read();
    }

    private void read() {
        while (cursor.isWaiting() && !reading) {
            List<Message> kept =
                    shard.comet()
                            .recent()
                            .after(recent, cursor.epoch(), cursor.last(), MOST_RECENT);
            if (kept.isEmpty()) {
                reading = true;
                shard.comet()
                        .reads()
                        .read(
                                stream,
                                cursor.last(),
                                page -> shard.loop().execute(() -> fill(page)));
            } else {
                long last = cursor.last() + kept.size();
                cursor.fill(new StreamPage(cursor.epoch(), cursor.last() + 1, last, kept), this);
            }
        }
    }

    private void fill(StreamPage page) {
        reading = false;
        if (!isEmpty()) {
            cursor.fill(page, this);
            read();
            admit();
        }
    }

    void end() {
        cursor.end(this);
    }

    @Override
    public void deliver(Streamed streamed) {
        Message message = streamed.message();
        if (!message.place().isNone()) {
            shard.comet().recent().add(recent, message);
        }
        for (Session member : List.copyOf(members)) {
            member.room(key, message);
        }
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
        for (Session member : List.copyOf(members)) {
            member.gap(stream, gap);
        }
    }
}
