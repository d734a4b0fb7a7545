package dev.halley.logic.online;

import static java.util.Objects.requireNonNull;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import dev.halley.logic.registry.AppKeys;
import dev.halley.logic.registry.RegistrySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in Redis: a hash of rooms and one of totals for each comet instance, both forgotten unless
 * reports follow. A snapshot is put together beside the hash it replaces, so nobody reads half of it.
 */
public final class RedisOnlineStore implements OnlineStore {
    private static final String SESSIONS = "sessions";
    private static final String ADDRESSES = "addresses";
    // Rooms of one script run: longer ones would hold up everybody else's commands.
    private static final int CHUNK = 1_000;

    // KEYS: rooms being put together. ARGV: "1" for the first chunk, ttl in ms, room and members...
    private static final Script COLLECT =
            Script.of(
                    "collect_rooms",
                    """
                    if ARGV[1] == '1' then redis.call('DEL', KEYS[1]) end
                    for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
                    redis.call('PEXPIRE', KEYS[1], ARGV[2])
                    return {'0'}
                    """);

    // KEYS: rooms being put together, rooms, totals. ARGV: ttl in ms, sessions, addresses.
    private static final Script REPLACE =
            Script.of(
                    "replace_rooms",
                    """
                    redis.call('DEL', KEYS[2])
                    if redis.call('EXISTS', KEYS[1]) == 1 then
                      redis.call('RENAME', KEYS[1], KEYS[2])
                    end
                    redis.call('HSET', KEYS[3], 'sessions', ARGV[2], 'addresses', ARGV[3])
                    redis.call('PEXPIRE', KEYS[3], ARGV[1])
                    redis.call('PEXPIRE', KEYS[2], ARGV[1])
                    return {'0'}
                    """);

    // KEYS: rooms, totals. ARGV: ttl in ms, sessions, addresses, room and members... Answers 1 when
    // it does not know what is to be changed.
    private static final Script CHANGE =
            Script.of(
                    "change_rooms",
                    """
                    if redis.call('EXISTS', KEYS[2]) == 0 then return {'1'} end
                    for i = 4, #ARGV, 2 do
                      if ARGV[i + 1] == '0' then
                        redis.call('HDEL', KEYS[1], ARGV[i])
                      else
                        redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
                      end
                    end
                    redis.call('HSET', KEYS[2], 'sessions', ARGV[2], 'addresses', ARGV[3])
                    redis.call('PEXPIRE', KEYS[2], ARGV[1])
                    redis.call('PEXPIRE', KEYS[1], ARGV[1])
                    return {'0'}
                    """);

    private final RedisCalls redis;
    private final AppKeys keys = new AppKeys();
    private final String lifetimeMs;
    private final long ageNanos;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    /** Counts in this Redis. */
    public RedisOnlineStore(RedisCalls redis, RegistrySettings settings) {
        this.redis = requireNonNull(redis, "redis");
        this.lifetimeMs = Long.toString(settings.reportLifetime().toMillis());
        this.ageNanos = settings.countsAge().toNanos();
    }

    @Override
    public CompletionStage<Boolean> report(String app, String instance, RoomReport report) {
        RedisKeys names = keys.of(app);
        CompletionStage<?> listed = redis.addMember(names.onlineInstances(), instance);
        CompletionStage<Boolean> kept =
                report.snapshot()
                        ? replace(names, instance, report)
                        : change(names, instance, report);
        return listed.thenCombine(kept, (added, wanted) -> wanted);
    }

    private CompletionStage<Boolean> change(RedisKeys names, String instance, RoomReport report) {
        List<String> arguments = new ArrayList<>(3 + 2 * report.members().size());
        arguments.add(lifetimeMs);
        arguments.add(Integer.toString(report.sessions()));
        arguments.add(Integer.toString(report.addresses()));
        report.members().forEach((room, members) -> add(arguments, room, members));
        return redis.run(
                        CHANGE,
                        List.of(names.onlineRooms(instance), names.onlineTotals(instance)),
                        arguments)
                .thenApply(answer -> answer.get(0).equals("1"));
    }

    private CompletionStage<Boolean> replace(RedisKeys names, String instance, RoomReport report) {
        String rooms = names.onlineRooms(instance);
        String collected = rooms + ":next";
        CompletionStage<?> chunks = collect(collected, report.members());
        return chunks.thenCompose(
                        done ->
                                redis.run(
                                        REPLACE,
                                        List.of(collected, rooms, names.onlineTotals(instance)),
                                        List.of(
                                                lifetimeMs,
                                                Integer.toString(report.sessions()),
                                                Integer.toString(report.addresses()))))
                .thenApply(done -> false);
    }

    // One after the other: were they sent together, and Redis did not know the script yet, the
    // first
    // one, which begins anew, could run after the second.
    private CompletionStage<?> collect(String key, Map<String, Integer> members) {
        List<String> arguments = new ArrayList<>(List.of("1", lifetimeMs));
        CompletionStage<?> done = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, Integer> room : members.entrySet()) {
            if (room.getValue() > 0) {
                add(arguments, room.getKey(), room.getValue());
            }
            if (arguments.size() >= 2 * CHUNK) {
                done = collect(done, key, arguments);
                arguments = new ArrayList<>(List.of("0", lifetimeMs));
            }
        }
        return collect(done, key, arguments);
    }

    private CompletionStage<?> collect(
            CompletionStage<?> before, String key, List<String> arguments) {
        return before.thenCompose(done -> redis.run(COLLECT, List.of(key), arguments));
    }

    private static void add(List<String> arguments, String room, int members) {
        arguments.add(room);
        arguments.add(Integer.toString(members));
    }

    @Override
    public CompletionStage<OnlineSnapshot> snapshot(String app) {
        long now = System.nanoTime();
        Reading reading =
                readings.compute(
                        app,
                        (name, last) ->
                                last != null && last.usable(now, ageNanos)
                                        ? last
                                        : new Reading(read(name), now));
        return reading.answer().minimalCompletionStage();
    }

    private CompletableFuture<OnlineSnapshot> read(String app) {
        RedisKeys names = keys.of(app);
        return redis.members(names.onlineInstances())
                .thenCompose(instances -> read(names, instances))
                .toCompletableFuture();
    }

    private CompletionStage<OnlineSnapshot> read(RedisKeys names, Set<String> instances) {
        List<CompletableFuture<Hashes>> all =
                instances.stream().map(instance -> hashes(names, instance)).toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> snapshot(names, all));
    }

    private CompletableFuture<Hashes> hashes(RedisKeys names, String instance) {
        return redis.hash(names.onlineTotals(instance))
                .thenCombine(
                        redis.hash(names.onlineRooms(instance)),
                        (totals, rooms) -> new Hashes(instance, totals, rooms))
                .toCompletableFuture();
    }

    private OnlineSnapshot snapshot(RedisKeys names, List<CompletableFuture<Hashes>> all) {
        Map<String, CometCounts> comets = new HashMap<>();
        for (CompletableFuture<Hashes> one : all) {
            Hashes hashes = one.join();
            if (hashes.totals().isEmpty()) {
                // Reports no more. If it does after all, its next report lists it again.
                redis.removeMember(names.onlineInstances(), hashes.instance());
            } else {
                comets.put(hashes.instance(), hashes.counts());
            }
        }
        return new OnlineSnapshot(comets);
    }

    private record Hashes(String instance, Map<String, String> totals, Map<String, String> rooms) {
        CometCounts counts() {
            Map<String, Integer> members = new HashMap<>();
            rooms.forEach((room, count) -> members.put(room, Integer.valueOf(count)));
            return new CometCounts(
                    members,
                    Integer.parseInt(totals.getOrDefault(SESSIONS, "0")),
                    Integer.parseInt(totals.getOrDefault(ADDRESSES, "0")));
        }
    }

    private record Reading(CompletableFuture<OnlineSnapshot> answer, long atNanos) {
        // One that runs is shared; one that failed is not kept.
        boolean usable(long now, long ageNanos) {
            return !answer.isCompletedExceptionally() && now - atNanos < ageNanos;
        }
    }
}
