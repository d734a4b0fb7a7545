package dev.halley.comet.upstream.rooms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Figures of the reports of rooms. */
public final class RoomReportMetrics {
    private final Counter reportFailures;
    private final Counter forgotten;
    private final Counter movesDropped;

    /** Registers all of them. */
    public RoomReportMetrics(MeterRegistry registry) {
        reportFailures =
                Counter.builder("halley.comet.report.failures")
                        .description("Reports of rooms that failed")
                        .register(registry);
        forgotten =
                Counter.builder("halley.comet.report.forgotten")
                        .description("Reports by a comet that Redis knew nothing of")
                        .register(registry);
        movesDropped =
                Counter.builder("halley.comet.moves.dropped")
                        .description("Changes of rooms that logic is not told of")
                        .register(registry);
    }

    void reportFailed() {
        reportFailures.increment();
    }

    void forgotten() {
        forgotten.increment();
    }

    void moveDropped() {
        movesDropped.increment();
    }
}
