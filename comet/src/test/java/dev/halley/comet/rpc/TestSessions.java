package dev.halley.comet.rpc;

import dev.halley.api.comet.SessionInfo;
import dev.halley.comet.fanout.Shard;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.wire.CloseReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Two shards on real event loops, with sessions whose connections are in memory. */
final class TestSessions implements AutoCloseable {
    static final RoomKey ROOM = new RoomKey("default", "live://1");

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final List<Session> all = new ArrayList<>();
    final Shards shards;

    TestSessions(MeterRegistry registry) {
        this(registry, Clock.systemUTC());
    }

    TestSessions(MeterRegistry registry, Clock clock) {
        List<EventLoop> loops =
                StreamSupport.stream(group.spliterator(), false)
                        .map(executor -> (EventLoop) executor)
                        .toList();
        shards = new Shards(loops, FanoutConfig.DEFAULT, registry, clock);
    }

    Session session(int shard) {
        return on(
                shards.all().get(shard),
                () -> {
                    Shard owner = shards.all().get(shard);
                    Session session = new Session(new EmbeddedChannel(), owner);
                    owner.add(session);
                    all.add(session);
                    return session;
                });
    }

    Session inRoom(int shard) {
        Session session = session(shard);
        session.join(ROOM, () -> {});
        return session;
    }

    static <T> T on(Shard shard, Callable<T> task) {
        return shard.loop().submit(task).syncUninterruptibly().getNow();
    }

    @Override
    public void close() {
        all.forEach(session -> on(session.shard, session.embedded::finishAndReleaseAll));
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A session of version 1 over TCP that accepts operation 1000. */
    static final class Session extends Member {
        final List<CloseReason> closes = new CopyOnWriteArrayList<>();
        private final EmbeddedChannel embedded;
        private final Shard shard;
        private final List<String> seen = new ArrayList<>();

        Session(EmbeddedChannel channel, Shard shard) {
            super(channel, Variant.TCP_V1, shard.newSessionId());
            this.embedded = channel;
            this.shard = shard;
        }

        void join(RoomKey room, Runnable inForce) {
            on(
                    shard,
                    () -> {
                        shard.join(this, room, inForce);
                        return true;
                    });
        }

        void leave(RoomKey room) {
            on(
                    shard,
                    () -> {
                        shard.leave(this, room);
                        return true;
                    });
        }

        /** Stops or starts to take what is written. */
        void writable(boolean writable) {
            on(
                    shard,
                    () -> {
                        embedded.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
                        return true;
                    });
        }

        /** Payloads of everything written to it, in order. */
        List<String> seen() {
            return on(
                    shard,
                    () -> {
                        Stream.generate(embedded::<ByteBuf>readOutbound)
                                .takeWhile(buffer -> buffer != null)
                                .forEach(this::read);
                        return List.copyOf(seen);
                    });
        }

        private void read(ByteBuf buffer) {
            while (buffer.isReadable()) {
                int length = buffer.readInt() - 16;
                buffer.skipBytes(12);
                seen.add(buffer.readCharSequence(length, StandardCharsets.UTF_8).toString());
            }
            buffer.release();
        }

        @Override
        public String app() {
            return "default";
        }

        @Override
        public String user() {
            return "u" + sessionId();
        }

        @Override
        public long generation() {
            return 1;
        }

        @Override
        public boolean accepts(int operation) {
            return operation == 1000;
        }

        @Override
        public boolean filtersRooms() {
            return false;
        }

        @Override
        public void close(CloseReason reason) {
            closes.add(reason);
        }

        @Override
        public SessionInfo describe() {
            return SessionInfo.newBuilder().setSessionId(sessionId()).setGeneration(1).build();
        }
    }
}
