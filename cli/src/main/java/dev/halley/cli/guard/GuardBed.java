package dev.halley.cli.guard;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Loopback connections between two event loops of this process: a fan-out writes on the one, bytes
 * are counted on the other. Used by one thread; blocks it.
 */
final class GuardBed implements AutoCloseable {

    private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long STEP_NANOS = 50_000;
    private static final int HEADER_BYTES = 16;
    private static final int RECEIVE_BYTES = 16 * 1024;

    private final boolean epoll = Epoll.isAvailable();
    private final MultiThreadIoEventLoopGroup serving =
            new MultiThreadIoEventLoopGroup(1, ioHandlers());
    private final MultiThreadIoEventLoopGroup receiving =
            new MultiThreadIoEventLoopGroup(1, ioHandlers());
    private final EventLoop loop = serving.next();
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private final int connections;
    private final int messageBytes;
    private final Fanout fanout;
    private long expected;

    /**
     * Connects.
     *
     * @param fanout made for the loop it is to write on
     */
    GuardBed(int connections, int payloadBytes, Function<EventLoop, Fanout> fanout)
            throws InterruptedException {
        this.connections = connections;
        this.messageBytes = HEADER_BYTES + payloadBytes;
        this.fanout = fanout.apply(loop);
        connect();
    }

    /** What some drains cost, each of so many messages, one after the other. */
    DrainCost drains(int drains, int messages) throws InterruptedException {
        LoopUse before = LoopUse.of(loop);
        for (int i = 0; i < drains; i++) {
            loop.execute(() -> fanout.drain(messages));
            expected += (long) messages * connections * messageBytes;
            await("what was written", () -> received.get() >= expected);
        }
        LoopUse used = LoopUse.of(loop).since(before);
        double deliveries = (double) drains * messages * connections;
        return new DrainCost(used.cpuNanos() / deliveries, used.allocatedBytes() / deliveries);
    }

    @Override
    public void close() {
        loop.submit(fanout::close).awaitUninterruptibly();
        receiving.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        serving.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void connect() throws InterruptedException {
        Channel listener =
                new ServerBootstrap()
                        .group(serving)
                        .channel(
                                epoll
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childHandler(new Adding())
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        Bootstrap dialling =
                new Bootstrap()
                        .group(receiving)
                        .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(RECEIVE_BYTES))
                        .handler(new Counting(received));
        for (int i = 0; i < connections; i++) {
            dialling.connect(listener.localAddress()).sync();
        }
        await("connections", () -> added.get() == connections);
    }

    private IoHandlerFactory ioHandlers() {
        return epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    private static void await(String what, BooleanSupplier there) {
        long limit = System.nanoTime() + LIMIT_NANOS;
        while (!there.getAsBoolean()) {
            if (System.nanoTime() - limit > 0) {
                throw new IllegalStateException("guard: waited in vain for " + what);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Hands each accepted connection to the fan-out. */
    private final class Adding extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel connection) {
            fanout.add(connection);
            added.incrementAndGet();
        }
    }

    /** Counts bytes. */
    @ChannelHandler.Sharable
    private static final class Counting extends ChannelInboundHandlerAdapter {

        private final AtomicLong received;

        Counting(AtomicLong received) {
            this.received = received;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            received.addAndGet(buffer.readableBytes());
            buffer.release();
        }
    }
}
