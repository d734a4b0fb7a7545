package dev.halley.runtime.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.Transports;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A thread that connections to Redis share with the work that asks and waits for the answers: a
 * question leaves, and an answer is there, without another thread to wake. Nothing may block on it.
 */
public final class RedisThread implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(50);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final EventLoopGroupProvider provider;
    private final EventLoopGroup group;

    /** Starts with the first thing to do. */
    public RedisThread(String name) {
        requireNonNull(name, "name");
        provider =
                new DefaultEventLoopGroupProvider(1, pool -> new DefaultThreadFactory(name, true));
        group = provider.allocate(Transports.eventLoopGroupClass());
    }

    /** Runs tasks on the thread, one after the other, between what comes from Redis. */
    public ScheduledExecutorService executor() {
        return group.next();
    }

    /** Gives the same thread to each connection that asks. */
    EventLoopGroupProvider provider() {
        return provider;
    }

    /** Ends the thread, once the connections on it are closed. Blocks for at most some seconds. */
    @Override
    public void close() {
        provider.shutdown(QUIET.toMillis(), CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
