package dev.halley.job.route;

import dev.halley.job.loop.JobLoop;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Redis that lookups use. It fails fast while Redis is away and comes back by
 * itself; answers are handed to the loop. Called on the loop's thread; never blocks, but to close.
 */
public final class RouteStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteStore.class);
    private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofMillis(500);
    private static final Duration CONNECT_RETRY = Duration.ofMillis(500);
    private static final int QUEUED_COMMANDS = 100_000;

    private final JobLoop loop;
    private final String app;
    private final RedisURI uri;
    private final Consumer<RouteIncident> tally;
    private final ClientResources resources;
    private final RedisClient client;
    private @Nullable RouteLookups lookups;
    private volatile @Nullable RedisRoutes routes;
    private volatile boolean closed;

    /**
     * Not connected yet.
     *
     * @param uri where Redis is, with its password and the time one command may take
     * @param app whose word marks routes as whole
     */
    public RouteStore(JobLoop loop, RedisURI uri, String app, Consumer<RouteIncident> tally) {
        this.loop = loop;
        this.app = app;
        this.uri = uri;
        this.tally = tally;
        this.resources =
                ClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(
                                Delay.exponential(
                                        Duration.ofMillis(20),
                                        LONGEST_RECONNECT_DELAY,
                                        2,
                                        TimeUnit.MILLISECONDS))
                        .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(options(uri.getTimeout()));
    }

    private static ClientOptions options(Duration timeout) {
        return ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUED_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                .build();
    }

    /** Begins to connect; answers go to these lookups. Before the first lookup, on any thread. */
    public void start(RouteLookups receiver) {
        lookups = receiver;
        connect();
    }

    private void connect() {
        if (closed) {
            return;
        }
        Future<?> unused =
                client.connectAsync(StringCodec.UTF8, uri)
                        .toCompletableFuture()
                        .whenComplete(this::connected);
    }

    private void connected(
            @Nullable StatefulRedisConnection<String, String> connection,
            @Nullable Throwable error) {
        if (connection != null) {
            routes = new RedisRoutes(connection, app, tally);
            LOG.atInfo().log("redis connected");
        } else {
            LOG.atDebug().setCause(error).log("redis connect failed");
            loop.execute(() -> loop.schedule(CONNECT_RETRY, this::connect));
        }
    }

    /** Why lookups cannot be answered now; empty when they can. From any thread. */
    public Optional<String> whyNotReady() {
        RedisRoutes present = routes;
        return present != null && present.isOpen()
                ? Optional.empty()
                : Optional.of("redis is not connected");
    }

    /** Asks Redis, and tells the lookups. */
    public void lookUp(RouteBatch batch) {
        RedisRoutes present = routes;
        RouteLookups receiver = receiver();
        if (present == null) {
            loop.execute(() -> receiver.failed(batch));
            return;
        }
        try {
            present.lookUp(batch)
                    .whenComplete(
                            (answer, error) -> loop.execute(() -> answer(batch, answer, error)));
        } catch (RuntimeException e) {
            loop.execute(() -> answer(batch, null, e));
        }
    }

    private void answer(RouteBatch batch, @Nullable RouteAnswer answer, @Nullable Throwable error) {
        if (answer == null) {
            LOG.atDebug().setCause(error).log("route lookup failed");
            receiver().failed(batch);
        } else {
            receiver().answered(batch, List.copyOf(answer.found()), answer.word());
        }
    }

    /** Writes the word unless there is one, and tells the lookups. */
    public void prepareWord(String word) {
        RouteLookups receiver = receiver();
        write(
                present -> present.prepareWord(word),
                text -> receiver.prepared(text == null ? word : text));
    }

    /** Makes a pending word whole if it is still there, and tells the lookups. */
    public void confirmWord(String pending, String whole) {
        write(present -> present.confirmWord(pending, whole), receiver()::confirmed);
    }

    private void write(
            Function<RedisRoutes, CompletionStage<@Nullable String>> command,
            Consumer<@Nullable String> done) {
        RedisRoutes present = routes;
        RouteLookups receiver = receiver();
        if (present == null) {
            loop.execute(receiver::wordFailed);
            return;
        }
        try {
            command.apply(present)
                    .whenComplete(
                            (text, error) ->
                                    loop.execute(
                                            error == null
                                                    ? () -> done.accept(text)
                                                    : receiver::wordFailed));
        } catch (RuntimeException e) {
            loop.execute(receiver::wordFailed);
        }
    }

    private RouteLookups receiver() {
        RouteLookups receiver = lookups;
        if (receiver == null) {
            throw new IllegalStateException("not started");
        }
        return receiver;
    }

    @Override
    public void close() {
        closed = true;
        RedisRoutes present = routes;
        if (present != null) {
            present.close();
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        Object unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
