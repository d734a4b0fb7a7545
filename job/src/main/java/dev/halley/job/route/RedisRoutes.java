package dev.halley.job.route;

import dev.halley.api.record.Record;
import dev.halley.api.record.Route;
import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.PendingRecord;
import dev.halley.runtime.redis.RedisLine;
import dev.halley.runtime.redis.RedisValues;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks Redis. With one server the answers to a batch come in order, the word last.
 * Methods never block; they are called by one thread, and complete on Lettuce's.
 */
final class RedisRoutes {
    private final RedisLine line;
    private final RouteWords words;
    private final Consumer<RouteIncident> tally;

    RedisRoutes(RedisLine line, RouteWords words, Consumer<RouteIncident> tally) {
        this.line = line;
        this.words = words;
        this.tally = tally;
    }

    /**
     * Asks, and then reads the word: a wipe between the two is seen. Several masters keep no order
     * among them, so that their words are read when everything else is there.
     */
    CompletionStage<RouteAnswer> lookUp(RouteBatch batch) {
        RedisClusterAsyncCommands<String, String> redis = line.commands();
        List<List<RedisFuture<?>>> asked = new ArrayList<>(batch.records().size());
        for (PendingRecord record : batch.records()) {
            asked.add(ask(redis, record.record()));
        }
        CompletionStage<@Nullable String> word =
                line.oneServer() ? words.read() : settled(asked).thenCompose(done -> words.read());
        return word.thenApply(present -> new RouteAnswer(collect(asked), present));
    }

    // Of a failed one, collecting says what it means.
    private static CompletableFuture<?> settled(List<List<RedisFuture<?>>> asked) {
        return CompletableFuture.allOf(
                asked.stream()
                        .flatMap(List::stream)
                        .map(answer -> answer.exceptionally(failure -> null).toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
    }

    private List<RedisFuture<?>> ask(
            RedisClusterAsyncCommands<String, String> redis, Record record) {
        List<RedisFuture<?>> asked = new ArrayList<>(1);
        RedisKeys keys = new RedisKeys(record.getApp());
        for (String user : record.getPush().getUsers().getUsersList()) {
            asked.add(redis.hvals(RedisValues.bytesOf(keys.userRoutes(user))));
        }
        for (String key : record.getPush().getKeys().getKeysList()) {
            asked.add(redis.get(RedisValues.bytesOf(keys.route(key))));
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
        List<List<Route>> byOwner = new ArrayList<>(answers.size());
        for (RedisFuture<?> answer : answers) {
            List<Route> routes = new ArrayList<>(1);
            Object value = valueOf(answer);
            if (value instanceof String text) {
                add(routes, text);
            } else if (value instanceof List<?> texts) {
                texts.forEach(text -> add(routes, String.valueOf(text)));
            }
            byOwner.add(routes);
        }
        return FoundRoutes.of(byOwner);
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
            routes.add(RouteValue.parse(RedisValues.textOf(text)));
        } catch (IllegalArgumentException e) {
            tally.accept(RouteIncident.MALFORMED);
        }
    }

    /** Writes the word unless there is one; answers the one that is there then. */
    CompletionStage<@Nullable String> prepareWord(String word) {
        return words.prepare(word);
    }

    /** Replaces the pending word if it is there; answers the one that is there then, or null. */
    CompletionStage<@Nullable String> confirmWord(String whole) {
        return words.confirm(whole);
    }
}
