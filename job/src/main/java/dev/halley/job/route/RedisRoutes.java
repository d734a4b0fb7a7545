package dev.halley.job.route;

import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.PendingRecord;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks one Redis connection: a batch is one write, and its answers come in order, the word last.
 * Methods never block; they are called by one thread, and complete on Lettuce's.
 */
final class RedisRoutes {
    private static final String PREPARE =
            """
            if not redis.call('GET', KEYS[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
            return redis.call('GET', KEYS[1])
            """;
    private static final String CONFIRM =
            """
            if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2]) end
            return redis.call('GET', KEYS[1])
            """;

    private final StatefulRedisConnection<String, String> connection;
    private final RedisKeys ownKeys;
    private final Consumer<RouteIncident> tally;

    /**
     * Takes the connection over: it sends only when told to.
     *
     * @param app whose word marks routes as whole
     */
    RedisRoutes(
            StatefulRedisConnection<String, String> connection,
            String app,
            Consumer<RouteIncident> tally) {
        this.connection = connection;
        this.ownKeys = new RedisKeys(app);
        this.tally = tally;
        connection.setAutoFlushCommands(false);
    }

    CompletionStage<RouteAnswer> lookUp(RouteBatch batch) {
        RedisAsyncCommands<String, String> redis = connection.async();
        List<List<RedisFuture<?>>> asked = new ArrayList<>(batch.records().size());
        for (PendingRecord record : batch.records()) {
            asked.add(ask(redis, record.record()));
        }
        RedisFuture<String> word = redis.get(ownKeys.incarnation());
        connection.flushCommands();
        return word.thenApply(present -> new RouteAnswer(collect(asked), present));
    }

    private List<RedisFuture<?>> ask(RedisAsyncCommands<String, String> redis, Record record) {
        List<RedisFuture<?>> asked = new ArrayList<>(1);
        RedisKeys keys = new RedisKeys(record.getApp());
        for (String user : record.getPush().getUsers().getUsersList()) {
            asked.add(redis.hvals(keys.userRoutes(user)));
        }
        for (String key : record.getPush().getKeys().getKeysList()) {
            asked.add(redis.get(keys.route(key)));
        }
        return asked;
    }

    private List<FoundRoutes> collect(List<List<RedisFuture<?>>> asked) {
        List<FoundRoutes> found = new ArrayList<>(asked.size());
        for (List<RedisFuture<?>> ofRecord : asked) {
            found.add(collectRecord(ofRecord));
        }
        return found;
    }

    private FoundRoutes collectRecord(List<RedisFuture<?>> answers) {
        List<Route> routes = new ArrayList<>(answers.size());
        int absent = 0;
        for (RedisFuture<?> answer : answers) {
            int before = routes.size();
            Object value = valueOf(answer);
            if (value instanceof String text) {
                add(routes, text);
            } else if (value instanceof List<?> texts) {
                texts.forEach(text -> add(routes, String.valueOf(text)));
            }
            if (routes.size() == before) {
                absent++;
            }
        }
        return new FoundRoutes(routes, absent);
    }

    // Every answer is there when the last one is. A key of another type cannot become better by
    // asking again; every other error may.
    private @Nullable Object valueOf(RedisFuture<?> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisCommandExecutionException wrong
                    && String.valueOf(wrong.getMessage()).startsWith("WRONGTYPE")) {
                tally.accept(RouteIncident.MALFORMED);
                return null;
            }
            throw new IllegalStateException("lookup failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void add(List<Route> routes, String text) {
        try {
            routes.add(RouteValue.parse(text));
        } catch (IllegalArgumentException e) {
            tally.accept(RouteIncident.MALFORMED);
        }
    }

    /** Writes the word unless there is one; answers the one that is there then. */
    CompletionStage<@Nullable String> prepareWord(String word) {
        return run(PREPARE, word);
    }

    /** Replaces the pending word if it is there; answers the one that is there then, or null. */
    CompletionStage<@Nullable String> confirmWord(String pending, String whole) {
        return run(CONFIRM, pending, whole);
    }

    private CompletionStage<@Nullable String> run(String script, String... arguments) {
        String[] keys = {ownKeys.incarnation()};
        RedisFuture<String> answer =
                connection.async().eval(script, ScriptOutputType.VALUE, keys, arguments);
        connection.flushCommands();
        return answer;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    void close() {
        connection.close();
    }
}
