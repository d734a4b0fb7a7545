package dev.halley.runtime.redis;

import static java.util.Objects.requireNonNull;

import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.redis.setup.ConnectionSettings;
import dev.halley.runtime.redis.setup.RedisFailure;
import dev.halley.runtime.redis.setup.RedisSetup;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Connects to Redis and stays connected. What is there stands in the URI: a server, Sentinels that
 * name the master, or a Redis Cluster. Once a second every master is asked whether it answers, so
 * that one which hangs is noticed too; behind Sentinels, a master that failed three times is looked
 * for anew. Thread-safe; nothing blocks but {@link #close}.
 *
 * <pre>{@code
 *   connect -> opening --- stands ---> probing, every second --- failed, 3 times ---> opening anew
 *                 ^ |                                             (behind Sentinels)
 *                 +-+ failed, after half a second
 * }</pre>
 */
public final class RedisConnector implements AutoCloseable {
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(50);

    /** Where nodes are looked for, connections to several may be on their way. */
    private static final Duration QUIET_OF_SEVERAL = Duration.ofMillis(250);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final int FAILURES_BEFORE_LOOK = 3;

    private final ClientResources resources;
    private final ScheduledExecutorService timers;
    private final RedisTopology topology;
    private final Duration quiet;
    private final LinkState state;
    private final Counter opened;
    private final Counter openFailed;
    private final Counter probeFailed;
    private final AtomicBoolean opening = new AtomicBoolean();
    private volatile @Nullable RedisLine line;
    private volatile boolean closed;
    private int failedProbes;

    /**
     * A connector that is not connected yet.
     *
     * @throws dev.halley.runtime.config.ConfigException if a file it names cannot be read, or half of
     *     a pair is missing
     */
    public RedisConnector(RedisConfig config, RedisOptions options, MeterRegistry registry) {
        requireNonNull(config, "config");
        RedisSetup setup = RedisSetup.of(config, options.name());
        state = new LinkState(setup.address());
        resources = ConnectionSettings.resources(options.thread().map(RedisThread::provider));
        // A line that is flushed by hand is one thread's: a probe from another would send half a
        // turn.
        timers = options.thread().map(RedisThread::executor).orElse(resources.eventExecutorGroup());
        quiet = setup.kind() == RedisSetup.Kind.SINGLE ? QUIET : QUIET_OF_SEVERAL;
        topology =
                setup.kind() == RedisSetup.Kind.CLUSTER
                        ? new ClusterTopology(resources, setup, config, options)
                        : new ServerTopology(resources, setup, config, options);
        opened = counter(registry, options, "opened");
        openFailed = counter(registry, options, "open_failed");
        probeFailed = counter(registry, options, "probe_failed");
    }

    private static Counter counter(MeterRegistry registry, RedisOptions options, String event) {
        return registry.counter(
                "halley.redis.connection", "client", options.name(), "event", event);
    }

    /** Begins to connect, again and again until it works or this is closed. */
    public void connect() {
        if (closed || !opening.compareAndSet(false, true)) {
            return;
        }
        var unused = topology.open().whenComplete(this::opened);
    }

    private void opened(@Nullable RedisLine made, @Nullable Throwable failure) {
        opening.set(false);
        RedisLine before = line;
        if (made == null) {
            openFailed.increment();
            state.down(RedisFailure.text(requireNonNull(failure, "failure")));
            if (before == null) {
                later(this::connect, RETRY);
            }
            return;
        }
        opened.increment();
        line = made;
        if (before != null) {
            var unused = before.close();
        }
        if (closed) {
            var unused = made.close();
            return;
        }
        watch(made);
        state.up();
        if (before == null) {
            later(this::probe, PROBE);
        }
    }

    // A cluster's connections come and go with its nodes: of it, only the probes tell.
    private void watch(RedisLine made) {
        if (made instanceof ServerLine server) {
            server.connection().addListener(new Watch(made));
        }
    }

    private void probe() {
        RedisLine probed = line;
        if (closed || probed == null) {
            return;
        }
        try {
            probed.probe().whenComplete((answer, failure) -> probed(probed, failure));
        } catch (RuntimeException e) {
            probed(probed, e);
        }
    }

    private void probed(RedisLine probed, @Nullable Throwable failure) {
        if (failure == null) {
            failedProbes = 0;
            state.up();
        } else if (!closed) {
            probeFailed.increment();
            state.down(RedisFailure.text(failure));
            if (++failedProbes >= FAILURES_BEFORE_LOOK && probed.mayHaveMoved()) {
                failedProbes = 0;
                connect();
            }
        }
        later(this::probe, PROBE);
    }

    private void later(Runnable what, Duration delay) {
        if (!closed) {
            var unused = timers.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The line, once it has stood for the first time. */
    public Optional<RedisLine> line() {
        return Optional.ofNullable(line);
    }

    /** Why commands fail now, with the address; empty: they should not. Answers from memory. */
    public Optional<String> whyNotReady() {
        return state.whyDown();
    }

    /** Ends the connection; commands in flight fail. Blocks for at most some seconds. */
    @Override
    public void close() {
        closed = true;
        state.closing();
        RedisLine open = line;
        if (open != null) {
            var unused =
                    open.close()
                            .toCompletableFuture()
                            .<@Nullable Object>thenApply(done -> null)
                            .completeOnTimeout(null, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                            .join();
        }
        // A connection that is just being made ends only on a loop that still runs for a moment.
        topology.shutDown(quiet);
        resources
                .shutdown(quiet.toMillis(), CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private final class Watch implements RedisConnectionStateListener {
        private final RedisLine watched;

        Watch(RedisLine watched) {
            this.watched = watched;
        }

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
            if (watched == line) {
                state.up();
            }
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            if (watched == line && !closed) {
                state.down("connection lost");
            }
        }
    }
}
