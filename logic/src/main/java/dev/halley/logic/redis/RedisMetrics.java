package dev.halley.logic.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times and failures of Redis calls, by call. Thread-safe. */
public final class RedisMetrics {
    private final MeterRegistry registry;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    /** Metrics in this registry. */
    public RedisMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    void answered(String call, long nanos) {
        of(call).answered.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(String call, Failure failure) {
        of(call).failed(failure).increment();
    }

    private Call of(String call) {
        Call known = calls.get(call);
        return known == null ? calls.computeIfAbsent(call, this::register) : known;
    }

    // The failures too before there are any: a rate needs the zero it began with.
    private Call register(String call) {
        Timer answered =
                Timer.builder("halley.logic.redis.calls")
                        .description("Redis calls that were answered")
                        .publishPercentileHistogram()
                        .tag("call", call)
                        .register(registry);
        Map<Failure, Counter> failed = new EnumMap<>(Failure.class);
        for (Failure failure : Failure.values()) {
            failed.put(
                    failure,
                    registry.counter(
                            "halley.logic.redis.errors", "call", call, "reason", failure.label()));
        }
        return new Call(answered, failed);
    }

    private record Call(Timer answered, Map<Failure, Counter> failures) {
        Counter failed(Failure failure) {
            return requireNonNull(failures.get(failure), "failure");
        }
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
