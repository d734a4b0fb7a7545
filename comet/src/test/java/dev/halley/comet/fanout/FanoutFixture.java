package dev.halley.comet.fanout;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.LocalDelivery.Close;
import dev.halley.comet.fanout.inbox.LocalDelivery.Move;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToEveryone;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToRoom;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToSessions;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.SessionRefs;
import dev.halley.comet.streams.RecentMessages;
import dev.halley.comet.streams.StreamSources;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.comet.writing.FanoutMetrics;
import dev.halley.comet.writing.FanoutSetup;
import dev.halley.comet.writing.StreamMetrics;
import dev.halley.wire.CloseReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Shards on loops that run when told to, in time that passes when told to. */
final class FanoutFixture implements AutoCloseable {
    static final RoomKey ROOM = new RoomKey("default", "live://1");
    static final long START_MS = 1_000_000;

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    final List<EmbeddedChannel> loops = new ArrayList<>();
    final Shards shards;
    final ScriptedReads reads = new ScriptedReads();

    /** What a write costs, so that drains take time. */
    long nanosPerClockRead;

    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final AtomicInteger finished = new AtomicInteger();
    private final List<Long> progress = new ArrayList<>();

    FanoutFixture(int loopCount, FanoutConfig config) {
        for (int i = 0; i < loopCount; i++) {
            EmbeddedChannel loop = new EmbeddedChannel();
            loop.freezeTime();
            loops.add(loop);
        }
        shards =
                new Shards(
                        loops.stream().map(EmbeddedChannel::eventLoop).toList(),
                        new FanoutSetup(
                                config,
                                new FanoutMetrics(registry),
                                new StreamMetrics(registry),
                                PooledByteBufAllocator.DEFAULT,
                                () -> nanos.addAndGet(nanosPerClockRead),
                                new NanosClock(nanos),
                                new StreamSources(new RecentMessages(1 << 20), reads)));
    }

    static FanoutFixture oneShard() {
        return new FanoutFixture(1, FanoutConfig.DEFAULT);
    }

    Shard shard() {
        return shards.all().get(0);
    }

    TestMember member(Variant variant) {
        return member(shard(), variant);
    }

    /** A member whose pipeline has this handler. */
    TestMember member(Variant variant, ChannelHandler handler) {
        return member(shard(), variant, new EmbeddedChannel(handler));
    }

    TestMember member(Shard shard, Variant variant) {
        return member(shard, variant, new EmbeddedChannel());
    }

    private TestMember member(Shard shard, Variant variant, EmbeddedChannel channel) {
        channels.add(channel);
        TestMember member = new TestMember(channel, variant, shard.newSessionId());
        shard.add(member);
        return member;
    }

    TestMember heldMember() {
        return heldMember(Variant.TCP_V1);
    }

    TestMember heldMember(Variant variant) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channels.add(channel);
        TestMember member = new TestMember(channel, variant, shard().newSessionId());
        shard().addHeld(member);
        return member;
    }

    /** A member of which logic is asked: not in the shard yet. */
    TestMember expectedMember(Variant variant) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channels.add(channel);
        return new TestMember(channel, variant, shard().expectSession());
    }

    TestMember roomMember() {
        TestMember member = member(Variant.TCP_V1);
        join(member, ROOM);
        return member;
    }

    /** A room that is new to the shard is at 7/59. */
    void join(TestMember member, RoomKey room) {
        join(shard(), member, room);
    }

    void join(Shard shard, TestMember member, RoomKey room) {
        shard.join(member, room, () -> {});
        settle();
        reads.tips(7, 59);
        settle();
    }

    void room(String payload) {
        room(1000, payload, 0);
    }

    void room(int operation, String payload, long expiresAtMs) {
        Receipt receipt = receipt();
        Message message = message(operation, payload, expiresAtMs);
        dispatch(new ToRoom(ROOM, message, receipt));
    }

    void room(RoomKey room, String payload) {
        Receipt receipt = receipt();
        dispatch(new ToRoom(room, message(1000, payload, 0), receipt));
    }

    /** A room message at a place of the room's stream. */
    void room(int epoch, long offset) {
        Receipt receipt = receipt();
        Place place = new Place("room:live://1", epoch, offset);
        Message message = message(1000, epoch + "-" + offset, 0).at(place);
        dispatch(new ToRoom(ROOM, message, receipt));
    }

    /** A direct push at a place of the member's user's stream. */
    void own(TestMember member, int epoch, long offset) {
        own(member, new Place("user:" + member.user(), epoch, offset));
    }

    void own(TestMember member, Place place) {
        Receipt receipt = receipt();
        SessionRefs refs =
                new SessionRefs(
                        new long[] {member.sessionId()},
                        new long[] {member.generation()},
                        new int[] {1});
        Message message = message(1000, place.epoch() + "-" + place.offset(), 0);
        dispatch(new ToSessions(refs, message, List.of(place), receipt));
    }

    void everyone(int operation, String payload, int speed) {
        everyone("default", operation, payload, speed);
    }

    void everyone(String app, int operation, String payload, int speed) {
        Receipt receipt = receipt();
        Message message = message(operation, payload, 0);
        dispatch(new ToEveryone(app, speed, message, receipt));
    }

    void direct(String payload, TestMember... members) {
        Receipt receipt = receipt();
        Message message = message(1000, payload, 0);
        dispatch(new ToSessions(refs(members), message, List.of(), receipt));
    }

    void move(List<String> join, TestMember... members) {
        Receipt receipt = receipt();
        dispatch(new Move(refs(members), join, List.of(), receipt));
    }

    void close(CloseReason reason, TestMember... members) {
        Receipt receipt = receipt();
        dispatch(new Close(refs(members), reason, receipt));
    }

    private void dispatch(LocalDelivery delivery) {
        ShardWakes wakes = shards.wakes();
        shards.dispatch(List.of(delivery), delivery.receipt(), wakes);
        wakes.wake();
    }

    /** Runs everything that is due now. */
    void settle() {
        boolean ran = true;
        while (ran) {
            ran = false;
            for (EmbeddedChannel loop : loops) {
                ran |= loop.hasPendingTasks();
                loop.runPendingTasks();
            }
            ran &= nanosPerClockRead == 0 && hasDue();
        }
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        for (EmbeddedChannel loop : loops) {
            loop.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
            loop.runScheduledPendingTasks();
        }
        settle();
    }

    @Override
    public void close() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        loops.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    int finished() {
        return finished.get();
    }

    List<Long> progress() {
        return progress;
    }

    double count(String counter, String... tags) {
        return registry.get(counter).tags(tags).counter().count();
    }

    /** Payloads of the frames written to a TCP member so far, in order; forgets them. */
    static List<String> payloads(TestMember member) {
        List<String> payloads = new ArrayList<>();
        for (ByteBuf buffer = read(member); buffer != null; buffer = read(member)) {
            while (buffer.isReadable()) {
                int length = buffer.readInt();
                int header = buffer.readShort();
                buffer.skipBytes(header - 6);
                payloads.add(
                        buffer.readCharSequence(length - header, StandardCharsets.UTF_8)
                                .toString());
            }
            buffer.release();
        }
        return payloads;
    }

    /** The next buffer written to the member; null: none. */
    static ByteBuf read(TestMember member) {
        return ((EmbeddedChannel) member.channel()).readOutbound();
    }

    static void writable(TestMember member, boolean writable) {
        member.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    }

    static Message message(int operation, String payload, long expiresAtMs) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new Message(operation, bytes, 1, expiresAtMs, new StageTimes(1, 2, 3), Place.NONE);
    }

    private boolean hasDue() {
        return loops.stream().anyMatch(EmbeddedChannel::hasPendingTasks);
    }

    private Receipt receipt() {
        return new Receipt() {
            @Override
            protected void finished() {
                finished.incrementAndGet();
            }

            @Override
            protected void progressed(long sessionsDone) {
                progress.add(sessionsDone);
            }
        };
    }

    static SessionRefs refs(TestMember... members) {
        long[] ids = new long[members.length];
        long[] generations = new long[members.length];
        for (int i = 0; i < members.length; i++) {
            ids[i] = members[i].sessionId();
            generations[i] = members[i].generation();
        }
        return new SessionRefs(ids, generations);
    }

    /** Wall time that goes with the fixture's nanoseconds. */
    private static final class NanosClock extends Clock {
        private final AtomicLong nanos;
        private final long origin;

        NanosClock(AtomicLong nanos) {
            this.nanos = nanos;
            this.origin = nanos.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(START_MS).plusNanos(nanos.get() - origin);
        }
    }
}
