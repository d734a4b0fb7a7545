package dev.halley.benchmarks.floor.loop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;

/**
 * The floor's process. Prints {@code port N} when it listens, then answers each line of standard
 * input: {@code start NANOS RATE MESSAGES} with {@code started}, {@code counts} with {@link
 * FloorCounts}. Ends with its input, and so with who started it.
 */
public final class FloorMain {

    // As comet sets its clients' sockets up.
    private static final int BACKLOG = 4096;
    private static final int RECEIVE_BYTES = 2048;
    private static final int LOW_WATER_BYTES = 64 * 1024;
    private static final int HIGH_WATER_BYTES = 128 * 1024;

    private final EventLoop loop;
    private final FloorOrder order;
    private final FloorWriter writer = new FloorWriter();
    private final FloorLoop drains;

    private FloorMain(EventLoop loop, FloorOrder order) {
        this.loop = loop;
        this.order = order;
        this.drains = new FloorLoop(loop, new FrameBytes(order.payloadBytes()), writer);
    }

    /**
     * Runs until standard input ends.
     *
     * @param arguments those of a {@link FloorOrder}
     */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        // Standard output carries the answers, and nothing else.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        boolean epoll = Epoll.isAvailable();
        EventLoop loop =
                new MultiThreadIoEventLoopGroup(
                                1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory())
                        .next();
        new FloorMain(loop, FloorOrder.parse(arguments)).serve(epoll);
        System.exit(0);
    }

    private void serve(boolean epoll) throws IOException, InterruptedException, ExecutionException {
        say("port " + listen(epoll));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(answer(line.split(" ", -1)));
        }
    }

    private String answer(String[] words) throws InterruptedException, ExecutionException {
        if (words[0].equals("counts")) {
            return loop.submit(() -> drains.counts().line()).get();
        }
        FloorSchedule schedule =
                new FloorSchedule(
                        new DueTimes(Long.parseLong(words[1]), Double.parseDouble(words[2])),
                        order.pace(),
                        Long.parseLong(words[3]));
        loop.execute(() -> drains.go(schedule));
        return "started";
    }

    private int listen(boolean epoll) throws InterruptedException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loop)
                        .channel(
                                epoll
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(RECEIVE_BYTES))
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES))
                        .childHandler(new Accepting(writer));
        return ((InetSocketAddress) bootstrap.bind("127.0.0.1", 0).sync().channel().localAddress())
                .getPort();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
