package dev.halley.comet.fanout;

import dev.halley.comet.fanout.inbox.LocalDelivery.ToRoom;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.writing.FanoutConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * CPU of one shard for each delivery to a room, over loopback sockets (Linux). Run with: sessions,
 * messages a second, seconds.
 */
final class RoomFanoutBenchmark {
    private static final RoomKey ROOM = new RoomKey("default", "bench://1");

    private final int sessions;
    private final int rate;
    private final EventLoopGroup server =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoopGroup clients =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoop loop = server.next();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Shards shards =
            new Shards(List.of(loop), FanoutConfig.DEFAULT, registry, Clock.systemUTC());
    private final AtomicLong received = new AtomicLong();
    private final CountDownLatch joined;
    private volatile long loopThread;

    private RoomFanoutBenchmark(int sessions, int rate) {
        this.sessions = sessions;
        this.rate = rate;
        this.joined = new CountDownLatch(sessions);
    }

    public static void main(String[] args) throws InterruptedException {
        RoomFanoutBenchmark benchmark =
                new RoomFanoutBenchmark(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        benchmark.connect();
        int rounds = Math.max(1, Integer.parseInt(args[2]) / 5);
        for (int i = 0; i < rounds; i++) {
            benchmark.measure(5);
        }
        benchmark.server.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        benchmark.clients.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    private void connect() throws InterruptedException {
        Channel listener =
                new ServerBootstrap()
                        .group(server)
                        .channel(EpollServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 4096)
                        .childHandler(new Joining())
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        Bootstrap dialling =
                new Bootstrap()
                        .group(clients)
                        .channel(EpollSocketChannel.class)
                        .handler(new Counting());
        for (int i = 0; i < sessions; i++) {
            dialling.connect(listener.localAddress()).sync();
        }
        joined.await();
    }

    private void measure(int seconds) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long messages = (long) rate * seconds;
        double framesBefore = frames();
        long cpuBefore = threads.getThreadCpuTime(loopThread);
        long receivedBefore = received.get();
        long start = System.nanoTime();
        for (long i = 0; i < messages; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            push();
        }
        long expected = messages * sessions;
        long bytes = expected * (16 + 64);
        while (received.get() - receivedBefore < bytes && System.nanoTime() - start < 60e9) {
            LockSupport.parkNanos(1_000_000);
        }
        double wall = System.nanoTime() - start;
        long cpu = threads.getThreadCpuTime(loopThread) - cpuBefore;
        System.out.printf(
                "cpu per delivery %.3f us, core %.2f, merged %.1f, lost %d%n",
                cpu / 1e3 / expected,
                cpu / wall,
                expected / (frames() - framesBefore),
                expected - (received.get() - receivedBefore) / 80);
    }

    private void push() {
        long nowUs = System.currentTimeMillis() * 1000;
        Receipt receipt =
                new Receipt() {
                    @Override
                    protected void finished() {}

                    @Override
                    protected void progressed(long sessionsDone) {}
                };
        Message message =
                new Message(
                        1000, new byte[64], 1, 0, new StageTimes(nowUs, nowUs, nowUs), Place.NONE);
        ShardWakes wakes = shards.wakes();
        shards.dispatch(List.of(new ToRoom(ROOM, message, receipt)), receipt, wakes);
        wakes.wake();
    }

    private double frames() {
        return registry.get("halley.comet.frames.written").counter().count();
    }

    /** Makes each accepted connection a member of the room. */
    private final class Joining extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            loopThread = Thread.currentThread().getId();
            Shard shard = shards.of(channel.eventLoop());
            TestMember member = new TestMember(channel, Variant.TCP_V1, shard.newSessionId());
            shard.add(member);
            shard.join(member, ROOM, joined::countDown);
        }
    }

    /** Counts bytes. */
    private final class Counting extends ChannelInboundHandlerAdapter {
        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            received.addAndGet(buffer.readableBytes());
            buffer.release();
        }
    }
}
