package dev.halley.logic.idempotency;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.KeyReusedException;
import dev.halley.logic.redis.AppKeys;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keys in Redis, each a string that expires. A key that Redis loses is free again: a repeat after
 * that is another push.
 */
public final class RedisIdempotencyKeys implements IdempotencyKeys {
    // A script, because SET takes NX and GET together from Redis 7 on only. KEYS: the key. ARGV:
    // the push, lifetime in milliseconds. Answers what the key is bound to.
    private static final Script BIND =
            Script.of(
                    "bind_idempotency_key",
                    """
                    local bound = redis.call('GET', KEYS[1])
                    if bound then return {bound} end
                    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                    return {ARGV[1]}
                    """);

    private final RedisCalls redis;
    private final Duration lifetime;
    private final IdempotencyMetrics metrics;
    private final AppKeys names = new AppKeys();

    /** Keys in this Redis, remembered for this long. */
    public RedisIdempotencyKeys(RedisCalls redis, Duration lifetime, IdempotencyMetrics metrics) {
        this.redis = requireNonNull(redis, "redis");
        this.lifetime = requireNonNull(lifetime, "lifetime");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    @Override
    public Duration lifetime() {
        return lifetime;
    }

    @Override
    public CompletionStage<Long> bind(String app, String key, KeyedPush push) {
        return redis.run(
                        BIND,
                        List.of(names.of(app).idempotency(key)),
                        List.of(push.text(), Long.toString(lifetime.toMillis())))
                .whenComplete((answer, failure) -> count(failure))
                .thenCompose(answer -> bound(push, KeyedPush.parse(answer.get(0))));
    }

    private void count(@Nullable Throwable failure) {
        if (failure != null) {
            metrics.unavailable();
        }
    }

    private CompletionStage<Long> bound(KeyedPush push, KeyedPush bound) {
        if (!bound.fingerprint().equals(push.fingerprint())) {
            metrics.reused();
            return CompletableFuture.failedFuture(new KeyReusedException());
        }
        if (bound.messageId() == push.messageId()) {
            metrics.first();
        } else {
            metrics.repeated();
        }
        return CompletableFuture.completedFuture(bound.messageId());
    }
}
