package dev.halley.comet.fanout;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.LocalDelivery.Close;
import dev.halley.comet.fanout.inbox.LocalDelivery.Move;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToEveryone;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToRoom;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToSessions;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.members.NodeRooms;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.SessionRefs;
import dev.halley.comet.members.ShardIds;
import dev.halley.comet.streams.RecentMessages;
import dev.halley.comet.streams.StreamSources;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.comet.writing.FanoutMetrics;
import dev.halley.comet.writing.FanoutSetup;
import dev.halley.comet.writing.StreamMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All shards of a node. May be used on any thread. */
public final class Shards implements AutoCloseable {
    /** Most event loops a node may have. */
    public static final int MAX_LOOPS = 64;

    private final List<Shard> shards;
    private final NodeRooms rooms;
    private final RecentMessages recent;

    /** As the other constructor, on a node whose streams cannot be read. */
    public Shards(
            List<? extends EventLoop> loops,
            FanoutConfig config,
            MeterRegistry registry,
            Clock clock) {
        this(loops, config, registry, clock, StreamSources.none());
    }

    /**
     * One shard for each loop.
     *
     * @param loops 1 to {@link #MAX_LOOPS}; they stay the caller's to shut down
     * @param config merging, pacing, bounds
     * @param registry where its meters go
     * @param clock for expiry and stage times
     * @param streams where messages that did not come are looked for
     */
    public Shards(
            List<? extends EventLoop> loops,
            FanoutConfig config,
            MeterRegistry registry,
            Clock clock,
            StreamSources streams) {
        // Netty's default allocator makes an object for each duplicate; this one recycles them.
        this(
                loops,
                new FanoutSetup(
                        config,
                        new FanoutMetrics(registry),
                        new StreamMetrics(registry),
                        PooledByteBufAllocator.DEFAULT,
                        System::nanoTime,
                        clock,
                        streams));
    }

    /** As the first constructor, with everything given: also time. */
    public Shards(List<? extends EventLoop> loops, FanoutSetup setup) {
        if (loops.isEmpty() || loops.size() > MAX_LOOPS) {
            throw new IllegalArgumentException(
                    "loops: " + loops.size() + " (expected: 1 to " + MAX_LOOPS + ")");
        }
        recent = setup.streams().recent();
        rooms = new NodeRooms(recent);
        List<Shard> made = new ArrayList<>();
        for (EventLoop loop : loops) {
            made.add(new Shard(loop, made.size(), loops.size(), rooms, setup));
        }
        shards = List.copyOf(made);
        watch(setup.metrics());
    }

    private double recentBytes() {
        return (double) recent.bytes();
    }

    private void watch(FanoutMetrics metrics) {
        metrics.gauge(
                "halley.comet.inbox.depth",
                "Deliveries not dealt with yet",
                this,
                Shards::inboxDepth);
        metrics.gauge("halley.comet.sessions", "Authenticated sessions", this, Shards::sessions);
        metrics.gauge("halley.comet.rooms", "Rooms with members here", this, s -> s.rooms().size());
        metrics.gauge(
                "halley.comet.sessions.lagging", "Unwritable sessions", this, Shards::lagging);
        metrics.gauge(
                "halley.comet.recent.bytes",
                "Newest messages of rooms that are kept here, in bytes",
                this,
                s -> s.recentBytes());
    }

    /** The shard of a loop; throws IllegalArgumentException when the loop is not of this node. */
    public Shard of(EventLoop loop) {
        for (Shard shard : shards) {
            if (shard.loop() == loop) {
                return shard;
            }
        }
        throw new IllegalArgumentException("loop: " + loop + " (expected: one of the shards')");
    }

    /** The shard that a session with this id would be on. */
    public Shard ofSession(long sessionId) {
        return shards.get(ShardIds.shardOf(sessionId, shards.size()));
    }

    /** Every shard. */
    public List<Shard> all() {
        return shards;
    }

    /** The rooms that have members on this node. */
    public NodeRooms rooms() {
        return rooms;
    }

    /** Members of a room on this node. */
    public int members(RoomKey room) {
        return rooms.members(room);
    }

    /** Authenticated sessions on this node. */
    public int sessions() {
        int sessions = 0;
        for (Shard shard : shards) {
            sessions += shard.sessions();
        }
        return sessions;
    }

    /** Deliveries that shards have not dealt with yet; one that concerns two shards counts twice. */
    public int inboxDepth() {
        int depth = 0;
        for (Shard shard : shards) {
            depth += shard.inboxDepth();
        }
        return depth;
    }

    int lagging() {
        int lagging = 0;
        for (Shard shard : shards) {
            lagging += shard.lagging();
        }
        return lagging;
    }

    /**
     * Hands the parts of one record to the shards they concern, in order. The receipt of all parts
     * must be the given one; it finishes when all shards are done, at once when none is concerned.
     * To be called by one thread at a time for each target whose order matters. Does not block.
     *
     * @param wakes {@linkplain ShardWakes#wake wakes} the shards afterwards: the caller's to do
     */
    public void dispatch(List<LocalDelivery> parts, Receipt receipt, ShardWakes wakes) {
        try {
            for (int i = 0; i < parts.size(); i++) {
                dispatch(parts.get(i), wakes);
            }
        } finally {
            receipt.release();
        }
    }

    /** No shard to wake yet. */
    public ShardWakes wakes() {
        return new ShardWakes(shards);
    }

    private void dispatch(LocalDelivery delivery, ShardWakes wakes) {
        if (delivery instanceof ToRoom room) {
            toRoom(room, wakes);
        } else if (delivery instanceof ToEveryone everyone) {
            toEveryone(everyone, wakes);
        } else if (delivery instanceof ToSessions direct) {
            toSessions(direct.sessions(), direct, wakes);
        } else if (delivery instanceof Close close) {
            toSessions(close.sessions(), close, wakes);
        } else if (delivery instanceof Move move) {
            toSessions(move.sessions(), move, wakes);
        }
    }

    private void toSessions(SessionRefs sessions, LocalDelivery delivery, ShardWakes wakes) {
        if (sessions.size() == 1 || shards.size() == 1) {
            // The common case: nothing to divide.
            offerUnlessEmpty(sessions, delivery, wakes);
            return;
        }
        for (int i = 0; i < shards.size(); i++) {
            SessionRefs own = sessions.of(i, shards.size());
            offerUnlessEmpty(own, withSessions(delivery, own), wakes);
        }
    }

    private void offerUnlessEmpty(SessionRefs own, LocalDelivery part, ShardWakes wakes) {
        if (own.size() > 0) {
            offer(ShardIds.shardOf(own.ids()[0], shards.size()), part, wakes);
        }
    }

    /**
     * From here on compares the streams of rooms with where they end, each shard at times of its own.
     * Does not block.
     *
     * @param interval on average
     */
    public void checkPositions(Duration interval) {
        shards.forEach(shard -> shard.checkEvery(interval));
    }

    /** Messages may have passed this node by: compares soon. Any thread; does not block. */
    public void checkPositionsSoon() {
        shards.forEach(Shard::checkSoon);
    }

    /**
     * Breaks off broadcasts that run at a speed, and gives their buffers back; nobody is told that
     * they are finished. To be called before the loops shut down, when nothing is dispatched any
     * more. Does not block.
     */
    @Override
    public void close() {
        shards.forEach(Shard::stop);
    }

    private static LocalDelivery withSessions(LocalDelivery delivery, SessionRefs own) {
        if (delivery instanceof ToSessions direct) {
            return new ToSessions(own, direct.message(), direct.places(), direct.receipt());
        }
        if (delivery instanceof Move move) {
            return new Move(own, move.join(), move.leave(), move.receipt());
        }
        return delivery instanceof Close close
                ? new Close(own, close.reason(), close.receipt())
                : delivery;
    }

    private void toRoom(ToRoom delivery, ShardWakes wakes) {
        long left = rooms.arrived(delivery.room(), delivery.message());
        for (; left != 0; left &= left - 1) {
            offer(Long.numberOfTrailingZeros(left), delivery, wakes);
        }
    }

    private void toEveryone(ToEveryone delivery, ShardWakes wakes) {
        int total = Math.max(1, sessions());
        for (int i = 0; i < shards.size(); i++) {
            int own = shards.get(i).sessions();
            if (own > 0) {
                offer(i, delivery.atSpeed(share(delivery.speed(), own, total)), wakes);
            }
        }
    }

    /** A shard's part of a speed, at least 1 so that it ends; 0 stays 0. */
    private static int share(int speed, int own, int total) {
        return speed == 0 ? 0 : (int) Math.max(1, (long) speed * own / total);
    }

    private void offer(int index, LocalDelivery delivery, ShardWakes wakes) {
        Shard shard = shards.get(index);
        delivery.receipt().hold();
        if (shard.offer(delivery)) {
            wakes.owe(shard);
        }
    }
}
