package dev.halley.logic.online;

import static java.util.Objects.requireNonNull;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.presence.Lives;
import dev.halley.logic.redis.AppKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.registry.RegistrySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in Redis: a hash of rooms and one of totals for each comet instance, both forgotten unless
 * reports follow. A snapshot is put together beside the hash it replaces, so nobody reads half of it.
 */
public final class RedisOnlineStore implements OnlineStore {
    // Rooms of one script run: longer ones would hold up everybody else's commands.
    private static final int CHUNK = 1_000;

    private final RedisCalls redis;
    private final AppKeys keys = new AppKeys();
    private final String lifetimeMs;
    private final long ageNanos;
    private final SnapshotReader reader;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    /** Counts in this Redis; those of comets that are gone do not count. */
    public RedisOnlineStore(RedisCalls redis, RegistrySettings settings, Lives lives) {
        this.reader = new SnapshotReader(redis, lives, System::nanoTime);
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
        return listed.thenCombine(kept, (added, unknown) -> unknown);
    }

    private CompletionStage<Boolean> change(RedisKeys names, String instance, RoomReport report) {
        List<String> arguments = new ArrayList<>(3 + 2 * report.members().size());
        arguments.add(lifetimeMs);
        arguments.add(Integer.toString(report.sessions()));
        arguments.add(Integer.toString(report.addresses()));
        report.members().forEach((room, members) -> add(arguments, room, members));
        return redis.run(
                        ReportScripts.CHANGE,
                        List.of(names.onlineRooms(instance), names.onlineTotals(instance)),
                        arguments)
                .thenApply(RedisOnlineStore::wasUnknown);
    }

    private CompletionStage<Boolean> replace(RedisKeys names, String instance, RoomReport report) {
        String rooms = names.onlineRooms(instance);
        String collected = rooms + ":next";
        CompletionStage<?> chunks = collect(collected, report.members());
        return chunks.thenCompose(
                        done ->
                                redis.run(
                                        ReportScripts.REPLACE,
                                        List.of(collected, rooms, names.onlineTotals(instance)),
                                        List.of(
                                                lifetimeMs,
                                                Integer.toString(report.sessions()),
                                                Integer.toString(report.addresses()))))
                .thenApply(RedisOnlineStore::wasUnknown);
    }

    private static boolean wasUnknown(List<String> answer) {
        return answer.get(0).equals("1");
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
        return before.thenCompose(
                done -> redis.run(ReportScripts.COLLECT, List.of(key), arguments));
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
                                        : new Reading(reader.read(keys.of(name)), now));
        return reading.answer().minimalCompletionStage();
    }

    private record Reading(CompletableFuture<OnlineSnapshot> answer, long atNanos) {
        // One that runs is shared; one that failed is not kept.
        boolean usable(long now, long ageNanos) {
            return !answer.isCompletedExceptionally() && now - atNanos < ageNanos;
        }
    }
}
