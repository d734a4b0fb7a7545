package dev.halley.logic.redis;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.Causes;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.runtime.redis.RedisConnector;
import dev.halley.runtime.redis.RedisLine;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Redis, over one connection or with Redis Cluster one to each master. Commands are pipelined, and
 * those that come close together leave in one write. Never queues for a connection that is down: such
 * commands fail at once. Those in flight when it breaks fail too, and are not sent again: whether they
 * ran is not known. At most 65,536 commands are in flight; more fail at once and are counted.
 */
public final class RedisLink implements RedisCalls, AutoCloseable {
    private final RedisConnector connector;
    private final RedisMetrics metrics;

    /** A link over this connector, which it closes when it is closed. */
    public RedisLink(RedisConnector connector, RedisMetrics metrics) {
        this.connector = requireNonNull(connector, "connector");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Begins to connect, again and again until it works or the link is closed. Does not block. */
    public void connect() {
        connector.connect();
    }

    /** Why commands fail now; empty: they should not. Answers from memory. */
    public Optional<String> whyNotReady() {
        return connector.whyNotReady();
    }

    @Override
    public boolean oneServer() {
        return connector.line().map(RedisLine::oneServer).orElse(false);
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

    // Redis forgets its scripts when it restarts; each master of a cluster learns them by itself.
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
            String name,
            Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> command) {
        Optional<RedisLine> line = connector.line();
        if (line.isEmpty()) {
            metrics.failed(name, RedisMetrics.Failure.AWAY);
            return CompletableFuture.failedFuture(
                    new UnavailableException("redis", "redis is not connected yet"));
        }
        long begun = System.nanoTime();
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            command.apply(line.get().commands())
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
        connector.close();
    }
}
