package dev.halley.sdk;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Event loop threads that several clients share; each client lives on one of them. Close it after
 * the clients.
 */
public final class ClientThreads implements AutoCloseable {

    private static final long STOP_LIMIT_MS = 2_000;

    private final EventLoopGroup group;

    /**
     * Starts no thread yet; each starts with its first client. They are daemons: a program that
     * has nothing else to do ends.
     *
     * @param threads 1 or more
     */
    public ClientThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
        }
        group =
                new MultiThreadIoEventLoopGroup(
                        threads,
                        new DefaultThreadFactory("halley-client", true),
                        NioIoHandler.newFactory());
    }

    EventLoop next() {
        return group.next();
    }

    /** Stops the threads without waiting for them; clients still open lose their connection. */
    @Override
    public void close() {
        var unused = group.shutdownGracefully(0, STOP_LIMIT_MS, TimeUnit.MILLISECONDS);
    }
}
