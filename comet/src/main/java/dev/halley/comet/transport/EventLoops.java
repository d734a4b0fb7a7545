package dev.halley.comet.transport;

import dev.halley.comet.config.TransportKind;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of a node: one accepts, the others own the connections. */
public final class EventLoops implements AutoCloseable {
    private static final long WAIT_MS = 3000;

    private final EventLoopGroup acceptor;
    private final EventLoopGroup workers;
    private final List<EventLoop> loops;
    private final TransportKind kind;

    private EventLoops(TransportKind kind, int threads) {
        this.kind = kind;
        this.acceptor = group("comet-accept", 1, factory(kind));
        this.workers = group("comet-loop", threads, factory(kind));
        List<EventLoop> list = new ArrayList<>();
        workers.forEach(executor -> list.add((EventLoop) executor));
        this.loops = List.copyOf(list);
    }

    /**
     * Starts the loops.
     *
     * @param threads loops that own connections; 0: as many as there are processors
     * @throws IllegalStateException if this machine does not have what is asked for
     */
    public static EventLoops open(TransportKind wanted, int threads) {
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return new EventLoops(choose(wanted), count);
    }

    /** The loops that own connections. */
    public List<EventLoop> loops() {
        return loops;
    }

    /** What they are made on. */
    public TransportKind kind() {
        return kind;
    }

    EventLoopGroup acceptor() {
        return acceptor;
    }

    EventLoopGroup workers() {
        return workers;
    }

    Class<? extends ServerChannel> serverChannel() {
        return switch (kind) {
            case EPOLL -> EpollServerSocketChannel.class;
            case IO_URING -> IoUringServerSocketChannel.class;
            default -> NioServerSocketChannel.class;
        };
    }

    /** Ends the loops; waits for them at most a few seconds. */
    @Override
    public void close() {
        Future<?> accepting = acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        Future<?> working = workers.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        accepting.awaitUninterruptibly(WAIT_MS);
        working.awaitUninterruptibly(WAIT_MS);
    }

    private static TransportKind choose(TransportKind wanted) {
        TransportKind chosen = wanted;
        if (wanted == TransportKind.AUTO) {
            chosen = Epoll.isAvailable() ? TransportKind.EPOLL : TransportKind.NIO;
        }
        boolean missing =
                (chosen == TransportKind.EPOLL && !Epoll.isAvailable())
                        || (chosen == TransportKind.IO_URING && !IoUring.isAvailable());
        if (missing) {
            throw new IllegalStateException(
                    "halley.comet.transport: " + wanted + " (expected: one this machine has)");
        }
        return chosen;
    }

    private static IoHandlerFactory factory(TransportKind kind) {
        return switch (kind) {
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            default -> NioIoHandler.newFactory();
        };
    }

    private static EventLoopGroup group(String name, int threads, IoHandlerFactory factory) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), factory);
    }
}
