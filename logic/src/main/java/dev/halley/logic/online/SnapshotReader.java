package dev.halley.logic.online;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.presence.Lives;
import dev.halley.logic.redis.RedisCalls;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all comets have reported. Of a comet whose rooms are in the version that was read last
 * only the totals are read: with many rooms on many comets they are most of it. Reports are proof
 * of life. Thread-safe.
 */
final class SnapshotReader {
    // An older logic reports for a comet without saying that its rooms changed.
    private static final long TRUSTED_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long GAP_NS = TimeUnit.SECONDS.toNanos(10);

    private final RedisCalls redis;
    private final Lives lives;
    private final LongSupplier nanos;
    // By the name of the totals in Redis.
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private volatile long lastReadNs;

    SnapshotReader(RedisCalls redis, Lives lives, LongSupplier nanos) {
        this.nanos = nanos;
        this.lastReadNs = nanos.getAsLong() - 2 * GAP_NS;
        this.redis = redis;
        this.lives = lives;
    }

    CompletableFuture<OnlineSnapshot> read(RedisKeys names) {
        return redis.members(names.onlineInstances())
                .thenCompose(instances -> read(names, instances))
                .toCompletableFuture();
    }

    private CompletionStage<OnlineSnapshot> read(RedisKeys names, Set<String> instances) {
        Map<String, CompletableFuture<@Nullable CometCounts>> all = new HashMap<>();
        long now = nanos.getAsLong();
        if (now - lastReadNs > GAP_NS) {
            // What was not read cannot have been silent.
            instances.forEach(lives::heard);
        }
        lastReadNs = now;
        instances.forEach(instance -> all.put(instance, one(names, instance)));
        // Others may have been swept by another logic.
        known.keySet().retainAll(all.keySet().stream().map(names::onlineTotals).toList());
        return CompletableFuture.allOf(all.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> snapshot(all));
    }

    private CompletableFuture<@Nullable CometCounts> one(RedisKeys names, String instance) {
        String key = names.onlineTotals(instance);
        return redis.hash(key)
                .thenCompose(
                        fields -> {
                            if (fields.isEmpty()) {
                                known.remove(key);
                                return CompletableFuture.<@Nullable CometCounts>completedFuture(
                                        null);
                            }
                            return counts(names, instance, new Totals(fields));
                        })
                .toCompletableFuture();
    }

    private CompletionStage<@Nullable CometCounts> counts(
            RedisKeys names, String instance, Totals totals) {
        String key = names.onlineTotals(instance);
        Known last = known.get(key);
        if (last == null || !totals.at().equals(last.totals.at()) || totals.at().isEmpty()) {
            lives.heard(instance);
        }
        if (!lives.of(instance).counts()) {
            return CompletableFuture.completedFuture(null);
        }
        if (last != null && last.holds(totals, nanos.getAsLong())) {
            known.put(key, new Known(totals, last.rooms, last.readAtNs));
            return CompletableFuture.completedFuture(totals.with(last.rooms));
        }
        return redis.hash(names.onlineRooms(instance))
                .thenApply(
                        hash -> {
                            Map<String, Integer> rooms = numbers(hash);
                            known.put(key, new Known(totals, rooms, nanos.getAsLong()));
                            return totals.with(rooms);
                        });
    }

    private static Map<String, Integer> numbers(Map<String, String> hash) {
        Map<String, Integer> numbers = new HashMap<>(hash.size() * 2);
        hash.forEach((room, count) -> numbers.put(room, Integer.valueOf(count)));
        return Map.copyOf(numbers);
    }

    private static OnlineSnapshot snapshot(
            Map<String, CompletableFuture<@Nullable CometCounts>> all) {
        Map<String, CometCounts> comets = new HashMap<>();
        all.forEach(
                (instance, read) -> {
                    CometCounts counts = read.join();
                    if (counts != null) {
                        comets.put(instance, counts);
                    }
                });
        return new OnlineSnapshot(comets);
    }

    private record Totals(Map<String, String> fields) {
        String at() {
            return fields.getOrDefault("at", "");
        }

        String version() {
            return fields.getOrDefault("version", "");
        }

        CometCounts with(Map<String, Integer> rooms) {
            return new CometCounts(rooms, number("sessions"), number("addresses"));
        }

        private int number(String field) {
            return Integer.parseInt(fields.getOrDefault(field, "0"));
        }
    }

    private record Known(Totals totals, Map<String, Integer> rooms, long readAtNs) {
        boolean holds(Totals now, long nowNs) {
            return !now.version().isEmpty()
                    && now.version().equals(totals.version())
                    && nowNs - readAtNs < TRUSTED_NS;
        }
    }
}
