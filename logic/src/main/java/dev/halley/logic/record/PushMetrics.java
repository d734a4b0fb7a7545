package dev.halley.logic.record;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Pushes by target and result, and how long Kafka takes. Thread-safe. */
public final class PushMetrics {
    private static final String PUSHES = "halley.logic.pushes";

    private final MeterRegistry registry;
    private final Map<String, Meters> byTarget = new ConcurrentHashMap<>();

    /** Metrics in this registry. */
    public PushMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
    }

    Meters of(String target) {
        Meters meters = byTarget.get(target);
        return meters != null ? meters : byTarget.computeIfAbsent(target, Meters::new);
    }

    /** The meters of one kind of target. */
    final class Meters {
        private final String target;
        private final Counter accepted;
        private final Timer acknowledged;

        private Meters(String target) {
            this.target = target;
            this.accepted = registry.counter(PUSHES, "target", target, "result", "accepted");
            this.acknowledged =
                    Timer.builder("halley.logic.kafka.ack")
                            .description("From the append of a push to Kafka's acknowledgement")
                            .publishPercentileHistogram()
                            .tag("target", target)
                            .register(registry);
        }

        void accepted(long nanos) {
            accepted.increment();
            acknowledged.record(nanos, TimeUnit.NANOSECONDS);
        }

        /** Not accepted, for this reason. */
        void failed(String result) {
            registry.counter(PUSHES, "target", target, "result", result).increment();
        }
    }
}
