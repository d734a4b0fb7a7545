package dev.halley.logic.streams;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is read of streams. Thread-safe. */
final class StreamMetrics {
    private final Timer pages;
    private final Counter entries;
    private final Counter bytes;
    private final Counter tips;
    private final Counter begun;
    private final Counter full;
    private final Counter late;
    private final MeterRegistry registry;

    StreamMetrics(MeterRegistry registry) {
        this.registry = requireNonNull(registry, "registry");
        this.pages =
                Timer.builder("halley.logic.streams.pages")
                        .description("Pages of streams that were read")
                        .publishPercentileHistogram()
                        .register(registry);
        this.entries = registry.counter("halley.logic.streams.entries");
        this.bytes = registry.counter("halley.logic.streams.bytes");
        this.tips = registry.counter("halley.logic.streams.tips");
        this.begun = registry.counter("halley.logic.streams.begun");
        this.full = registry.counter("halley.logic.streams.refused", "reason", "full");
        this.late = registry.counter("halley.logic.streams.refused", "reason", "late");
    }

    void waiting(Supplier<Number> pages) {
        Gauge.builder("halley.logic.streams.waiting", pages).register(registry);
    }

    void refusedFull() {
        full.increment();
    }

    void refusedLate() {
        late.increment();
    }

    void page(long nanos, int entryCount, long entryBytes) {
        pages.record(nanos, TimeUnit.NANOSECONDS);
        entries.increment(entryCount);
        bytes.increment((double) entryBytes);
    }

    void tip(boolean newlyBegun) {
        tips.increment();
        if (newlyBegun) {
            begun.increment();
        }
    }
}
