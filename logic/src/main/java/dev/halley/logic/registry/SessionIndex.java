package dev.halley.logic.registry;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.redis.AppKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which sessions each comet instance has, in Redis: what a comet left when it died is found here. A
 * session stands in it as {@code generation:session:key length:key user}. Spread over {@value
 * #SHARDS} sets for each comet, so that none grows large; they are forgotten like routes. Thread-safe
 * and without blocking.
 */
public final class SessionIndex {
    /** Sets of one comet. */
    public static final int SHARDS = 16;

    // KEYS: sessions. ARGV: how many at most.
    private static final Script SOME =
            Script.of("index_some", "return redis.call('SRANDMEMBER', KEYS[1], ARGV[1])");

    private final RedisCalls redis;
    private final AppKeys keys = new AppKeys();
    private final String lifetimeMs;

    /** An index in this Redis; what is not added again is forgotten after the lifetime. */
    public SessionIndex(RedisCalls redis, Duration lifetime) {
        this.redis = requireNonNull(redis, "redis");
        this.lifetimeMs = Long.toString(lifetime.toMillis());
    }

    /** These are on that comet. At most 1000. */
    CompletionStage<Void> add(String app, String instance, List<SessionRoute> sessions) {
        return each(app, instance, sessions, RegistryScripts.INDEX_ADD, List.of(lifetimeMs));
    }

    /** These are no more. At most 1000. */
    CompletionStage<Void> remove(String app, String instance, List<SessionRoute> sessions) {
        return each(app, instance, sessions, RegistryScripts.INDEX_REMOVE, List.of());
    }

    private CompletionStage<Void> each(
            String app,
            String instance,
            List<SessionRoute> sessions,
            Script script,
            List<String> first) {
        Map<Integer, List<String>> shards = new TreeMap<>();
        for (SessionRoute session : sessions) {
            shards.computeIfAbsent(shardOf(session.key()), shard -> new ArrayList<>(first))
                    .add(text(session));
        }
        List<CompletableFuture<?>> answers = new ArrayList<>(shards.size());
        shards.forEach(
                (shard, arguments) ->
                        answers.add(
                                redis.run(
                                                script,
                                                List.of(keys.of(app).sessionsOf(instance, shard)),
                                                arguments)
                                        .toCompletableFuture()));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    }

    /** Any sessions of that comet in one shard; empty when there are none. */
    public CompletionStage<List<SessionRoute>> some(
            String app, String instance, int shard, int limit) {
        String key = keys.of(app).sessionsOf(instance, shard);
        return redis.run(SOME, List.of(key), List.of(Integer.toString(limit)))
                .thenApply(
                        texts ->
                                texts.stream()
                                        .map(SessionIndex::parse)
                                        .flatMap(Optional::stream)
                                        .toList());
    }

    private static int shardOf(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }

    /** The set in which the session with this key is. */
    String setOf(String app, String instance, String key) {
        return keys.of(app).sessionsOf(instance, shardOf(key));
    }

    /** How long a set lives after it was last added to, in milliseconds. */
    String lifetimeMs() {
        return lifetimeMs;
    }

    /** How a session stands in its set. */
    static String text(SessionRoute session) {
        return session.generation()
                + textBehindGeneration(session.sessionId(), session.key(), session.user());
    }

    /** The same without the generation, which is the first part. */
    static String textBehindGeneration(long sessionId, String key, String user) {
        return ":" + sessionId + ":" + key.length() + ":" + key + user;
    }

    // What another release wrote differently is left to expire.
    static Optional<SessionRoute> parse(String text) {
        try {
            int first = text.indexOf(':');
            int second = text.indexOf(':', first + 1);
            int third = text.indexOf(':', second + 1);
            int keyEnd = third + 1 + Integer.parseInt(text, second + 1, third, 10);
            return Optional.of(
                    new SessionRoute(
                            text.substring(keyEnd),
                            text.substring(third + 1, keyEnd),
                            Long.parseLong(text, first + 1, second, 10),
                            Long.parseLong(text, 0, first, 10)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
