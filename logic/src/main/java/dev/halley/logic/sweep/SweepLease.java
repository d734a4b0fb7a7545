package dev.halley.logic.sweep;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sees to it that one logic at a time sweeps a comet. Thread-safe and without blocking. */
final class SweepLease {
    private static final Duration LIFETIME = Duration.ofSeconds(15);

    // KEYS: lease, rooms, totals. ARGV: holder, ttl in ms, a moment in ms. Answers 1 when it has
    // the lease. Who has reported within the moment is not gone: that was decided by what was read
    // before. The counts go first: a comet that reports from now on is told that it was forgotten.
    private static final Script BEGIN =
            Script.of(
                    "sweep_begin",
                    """
                    local holder = redis.call('GET', KEYS[1])
                    if holder and holder ~= ARGV[1] then return {'0'} end
                    local at = tonumber(redis.call('HGET', KEYS[3], 'at') or 0)
                    local t = redis.call('TIME')
                    if t[1] * 1000000 + t[2] - at < ARGV[3] * 1000 then return {'0'} end
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

    // KEYS: lease, rooms, totals. ARGV: holder. Answers 1 when the comet has not reported since.
    private static final Script FINISH =
            Script.of(
                    "sweep_finish",
                    """
                    if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'0'} end
                    redis.call('DEL', KEYS[1])
                    if redis.call('EXISTS', KEYS[3]) == 1 then return {'0'} end
                    redis.call('DEL', KEYS[2])
                    return {'1'}
                    """);

    private final RedisCalls redis;
    private final RedisKeys keys;
    private final String holder;
    private final String lifetimeMs = Long.toString(LIFETIME.toMillis());
    private final String momentMs;

    SweepLease(RedisCalls redis, RedisKeys keys, String holder, Duration moment) {
        this.redis = redis;
        this.keys = keys;
        this.holder = holder;
        this.momentMs = Long.toString(moment.toMillis());
    }

    /**
     * Takes the lease, and has Redis forget the comet's counts; false: another logic has it, or the
     * comet has just reported.
     */
    CompletionStage<Boolean> begin(String instance) {
        return is(BEGIN, all(instance), List.of(holder, lifetimeMs, momentMs));
    }

    /** Keeps the lease; false: another logic has it, or the comet reports again. */
    CompletionStage<Boolean> keep(String instance) {
        return is(
                KEEP,
                List.of(keys.sweepLease(instance), keys.onlineTotals(instance)),
                List.of(holder, lifetimeMs));
    }

    private CompletionStage<Boolean> is(Script script, List<String> names, List<String> arguments) {
        return redis.run(script, names, arguments).thenApply(answer -> answer.get(0).equals("1"));
    }

    private List<String> all(String instance) {
        return List.of(
                keys.sweepLease(instance), keys.onlineRooms(instance), keys.onlineTotals(instance));
    }

    /** Gives the lease up; a comet that reports again stays in the list of comets. */
    CompletionStage<?> finish(String instance) {
        return is(FINISH, all(instance), List.of(holder))
                .thenCompose(
                        isOver ->
                                isOver
                                        ? redis.removeMember(keys.onlineInstances(), instance)
                                        : CompletableFuture.completedFuture(0L));
    }
}
