package dev.halley.logic.sweep;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sees to it that one logic at a time sweeps a comet. Thread-safe and without blocking. */
final class SweepLease {
    // KEYS: lease, rooms, totals. ARGV: holder, ttl in ms. Answers 1 when the holder has it. The
    // counts go first: a comet that reports from now on is told that it was forgotten.
    private static final Script BEGIN =
            Script.of(
                    "sweep_begin",
                    """
                    local holder = redis.call('GET', KEYS[1])
                    if holder and holder ~= ARGV[1] then return {'0'} end
                    redis.call('DEL', KEYS[2], KEYS[3])
                    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                    return {'1'}
                    """);

    // KEYS: lease, totals. ARGV: holder, ttl in ms. Answers 1 when the holder has it, and the comet
    // has not reported since it began.
    private static final Script KEEP =
            Script.of(
                    "sweep_keep",
                    """
                    local holder = redis.call('GET', KEYS[1])
                    if holder and holder ~= ARGV[1] then return {'0'} end
                    if redis.call('EXISTS', KEYS[2]) == 1 then return {'0'} end
                    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                    return {'1'}
                    """);

    // KEYS: lease, rooms, totals. ARGV: holder. What was reported while it ended is forgotten too.
    private static final Script FINISH =
            Script.of(
                    "sweep_finish",
                    """
                    if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'0'} end
                    redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
                    return {'1'}
                    """);

    private final RedisCalls redis;
    private final RedisKeys keys;
    private final String holder;
    private final String lifetimeMs;

    SweepLease(RedisCalls redis, RedisKeys keys, String holder, Duration lifetime) {
        this.redis = redis;
        this.keys = keys;
        this.holder = holder;
        this.lifetimeMs = Long.toString(lifetime.toMillis());
    }

    /** Takes the lease, and has Redis forget the comet's counts; false: another logic has it. */
    CompletionStage<Boolean> begin(String instance) {
        return isMine(BEGIN, all(instance));
    }

    /** Keeps the lease; false: another logic has it, or the comet reports again. */
    CompletionStage<Boolean> keep(String instance) {
        return isMine(KEEP, List.of(keys.sweepLease(instance), keys.onlineTotals(instance)));
    }

    private CompletionStage<Boolean> isMine(Script script, List<String> names) {
        return redis.run(script, names, List.of(holder, lifetimeMs))
                .thenApply(answer -> answer.get(0).equals("1"));
    }

    private List<String> all(String instance) {
        return List.of(
                keys.sweepLease(instance), keys.onlineRooms(instance), keys.onlineTotals(instance));
    }

    /** Removes the comet's counts, its entry in the list of comets, and the lease. */
    CompletionStage<?> finish(String instance) {
        return redis.removeMember(keys.onlineInstances(), instance)
                .thenCompose(done -> redis.run(FINISH, all(instance), List.of(holder)));
    }
}
