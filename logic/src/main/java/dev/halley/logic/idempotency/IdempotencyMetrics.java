package dev.halley.logic.idempotency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What becomes of pushes with a key. Thread-safe. */
public final class IdempotencyMetrics {
    private final Counter first;
    private final Counter repeated;
    private final Counter reused;
    private final Counter unavailable;

    /** Metrics in this registry. */
    public IdempotencyMetrics(MeterRegistry registry) {
        this.first = counter(registry, "first");
        this.repeated = counter(registry, "repeated");
        this.reused = counter(registry, "reused");
        this.unavailable = counter(registry, "unavailable");
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return registry.counter("halley.logic.idempotency", "result", result);
    }

    void first() {
        first.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void reused() {
        reused.increment();
    }

    void unavailable() {
        unavailable.increment();
    }
}
