package dev.halley.logic.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times and failures of Redis calls, by call. Thread-safe. */
public final class RedisMetrics {
    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    /** Metrics in this registry. */
    public RedisMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    void answered(String call, long nanos) {
        Timer timer = timers.get(call);
        if (timer == null) {
            timer = timers.computeIfAbsent(call, this::timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(String call, Failure failure) {
        registry.counter("halley.logic.redis.errors", "call", call, "reason", failure.label())
                .increment();
    }

    private Timer timer(String call) {
        return Timer.builder("halley.logic.redis.calls")
                .description("Redis calls that were answered")
                .publishPercentileHistogram()
                .tag("call", call)
                .register(registry);
    }

    enum Failure {
        AWAY,
        TIMEOUT,
        QUEUE_FULL,
        REFUSED;

        static Failure of(Throwable cause) {
            if (cause instanceof RedisCommandTimeoutException) {
                return TIMEOUT;
            }
            String message = String.valueOf(cause.getMessage());
            if (message.contains("queue size exceeded")) {
                return QUEUE_FULL;
            }
            boolean away =
                    cause instanceof RedisConnectionException
                            || cause instanceof java.io.IOException
                            || cause instanceof java.util.concurrent.CancellationException
                            || cause.getClass() == RedisException.class;
            return away ? AWAY : REFUSED;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
