package dev.halley.logic.sweep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What sweeps found. */
final class SweepMetrics {
    private final Counter comets;
    private final Counter removed;
    private final Counter kept;
    private final Counter failures;

    SweepMetrics(MeterRegistry registry) {
        comets =
                Counter.builder("halley.logic.sweep.comets")
                        .description("comets that are gone whose entries were swept to the end")
                        .register(registry);
        removed = sessions(registry, "removed");
        kept = sessions(registry, "succeeded");
        failures =
                Counter.builder("halley.logic.sweep.failures")
                        .description("sweeps that were broken off; they are taken up again")
                        .register(registry);
    }

    private static Counter sessions(MeterRegistry registry, String route) {
        return Counter.builder("halley.logic.sweep.sessions")
                .description("sessions of comets that are gone, by what became of their route")
                .tag("route", route)
                .register(registry);
    }

    void swept(int sessions, int routes) {
        removed.increment(routes);
        kept.increment((double) sessions - routes);
    }

    void finished() {
        comets.increment();
    }

    void failed() {
        failures.increment();
    }
}
