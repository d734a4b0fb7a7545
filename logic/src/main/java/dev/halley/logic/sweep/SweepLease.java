package dev.halley.logic.sweep;

import dev.halley.api.redis.RedisKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sees to it that one logic at a time sweeps a comet. Thread-safe and without blocking. */
final class SweepLease {
    // KEYS: lease. ARGV: holder, ttl in ms. Answers 1 when the holder has it.
    private static final Script CLAIM =
            Script.of(
                    "sweep_claim",
                    """
                    local holder = redis.call('GET', KEYS[1])
                    if holder and holder ~= ARGV[1] then return {'0'} end
                    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                    return {'1'}
                    """);

    // KEYS: lease, rooms, totals. ARGV: holder. The counts go with the lease.
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

    /** Takes or keeps the lease; false: another logic has it. */
    CompletionStage<Boolean> claim(String instance) {
        return redis.run(CLAIM, List.of(keys.sweepLease(instance)), List.of(holder, lifetimeMs))
                .thenApply(answer -> answer.get(0).equals("1"));
    }

    /** Removes the comet's counts, its entry in the list of comets, and the lease. */
    CompletionStage<?> finish(String instance) {
        return redis.removeMember(keys.onlineInstances(), instance)
                .thenCompose(
                        done ->
                                redis.run(
                                        FINISH,
                                        List.of(
                                                keys.sweepLease(instance),
                                                keys.onlineRooms(instance),
                                                keys.onlineTotals(instance)),
                                        List.of(holder)));
    }
}
