package dev.halley.logic.redis;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.Causes;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.runtime.config.RedisConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis by Lettuce, over one connection. Commands are pipelined, and those that come close together
 * leave in one write. Never queues for a connection that is down: such commands fail at once. Those
 * in flight when it breaks fail too, and are not sent again: whether they ran is not known. At most
 * {@value #MAX_IN_FLIGHT} commands are in flight; more fail at once and are counted.
 */
public final class RedisLink implements RedisCalls, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int MAX_IN_FLIGHT = 65_536;
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private final RedisMetrics metrics;
    private final LinkState state = new LinkState();

    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile boolean closed;

    /** A link that is not connected yet. */
    public RedisLink(RedisConfig config, RedisMetrics metrics) {
        this.metrics = requireNonNull(metrics, "metrics");
        this.uri = uri(config);
        this.resources =
                ClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(
                                Delay.exponential(
                                        FIRST_RETRY, LAST_RETRY, 2, TimeUnit.MILLISECONDS))
                        .nettyCustomizer(new FlushTogether())
                        .build();
        this.client = RedisClient.create(resources);
        client.setOptions(options(config.timeout()));
        client.addListener(state);
    }

    private static RedisURI uri(RedisConfig config) {
        RedisURI.Builder uri = RedisURI.builder(RedisURI.create(config.uri()));
        config.password().ifPresent(password -> uri.withPassword(password.toCharArray()));
        return uri.withTimeout(config.timeout()).withClientName("halley-logic").build();
    }

    private static ClientOptions options(Duration timeout) {
        return ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .requestQueueSize(MAX_IN_FLIGHT)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(
                        SocketOptions.builder().connectTimeout(timeout).keepAlive(true).build())
                .build();
    }

    /** Begins to connect, again and again until it works or the link is closed. Does not block. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void connect() {
        if (closed) {
            return;
        }
        client.connectAsync(StringCodec.UTF8, uri).whenComplete(this::connected);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void connected(
            @Nullable StatefulRedisConnection<String, String> made, @Nullable Throwable failure) {
        if (failure != null || made == null) {
            state.failed(Causes.of(requireNonNull(failure, "failure")));
            if (!closed) {
                resources
                        .eventExecutorGroup()
                        .schedule(this::connect, LAST_RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
            return;
        }
        connection = made;
        if (closed) {
            made.closeAsync();
            return;
        }
        LOG.atInfo().addKeyValue("remote", address()).log("redis connected");
    }

    /** Why commands fail now; empty: they should not. Answers from memory. */
    public Optional<String> whyNotReady() {
        return state.whyDown().map(why -> address() + ": " + why);
    }

    private String address() {
        return uri.getHost() + ":" + uri.getPort();
    }

    @Override
    public CompletionStage<List<String>> run(
            Script script, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] argumentArray = arguments.toArray(String[]::new);
        return call(
                script.name(),
                redis ->
                        redis.<List<String>>evalsha(
                                        script.sha(),
                                        ScriptOutputType.MULTI,
                                        keyArray,
                                        argumentArray)
                                .exceptionallyCompose(
                                        failure ->
                                                unknown(failure)
                                                        ? redis.eval(
                                                                script.text(),
                                                                ScriptOutputType.MULTI,
                                                                keyArray,
                                                                argumentArray)
                                                        : CompletableFuture.failedFuture(failure)));
    }

    // Redis forgets its scripts when it restarts.
    private static boolean unknown(Throwable failure) {
        return Causes.of(failure) instanceof RedisNoScriptException;
    }

    @Override
    public CompletionStage<String> get(String key) {
        return call("get", redis -> redis.get(key));
    }

    @Override
    public CompletionStage<Map<String, String>> hash(String key) {
        return call("hash", redis -> redis.hgetall(key));
    }

    @Override
    public CompletionStage<Set<String>> members(String key) {
        return call("members", redis -> redis.smembers(key));
    }

    @Override
    public CompletionStage<Long> addMember(String key, String member) {
        return call("add_member", redis -> redis.sadd(key, member));
    }

    @Override
    public CompletionStage<Long> removeMember(String key, String member) {
        return call("remove_member", redis -> redis.srem(key, member));
    }

    private <T> CompletionStage<T> call(
            String name, Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
        StatefulRedisConnection<String, String> open = connection;
        if (open == null) {
            metrics.failed(name, RedisMetrics.Failure.AWAY);
            return CompletableFuture.failedFuture(
                    new UnavailableException("redis", "redis is not connected yet"));
        }
        long begun = System.nanoTime();
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            command.apply(open.async())
                    .whenComplete((value, failure) -> done(name, begun, answer, value, failure));
        } catch (RuntimeException rejected) {
            done(name, begun, answer, null, rejected);
        }
        return answer;
    }

    private <T> void done(
            String name,
            long begunNanos,
            CompletableFuture<T> answer,
            @Nullable T value,
            @Nullable Throwable failure) {
        if (failure == null) {
            metrics.answered(name, System.nanoTime() - begunNanos);
            answer.complete(value);
            return;
        }
        Throwable cause = Causes.of(failure);
        metrics.failed(name, RedisMetrics.Failure.of(cause));
        answer.completeExceptionally(
                new UnavailableException("redis", "redis: " + cause.getMessage(), cause));
    }

    /** Ends the connection; commands in flight fail. Blocks for at most some seconds. */
    @Override
    public void close() {
        closed = true;
        state.closing();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
