package dev.halley.comet.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Figures of reading streams. */
public final class HistoryMetrics {
    private final Counter reads;
    private final Counter coalesced;
    private final Counter tips;
    private final Counter retries;
    private final Counter givenUp;
    private final Counter refused;

    /** Registers all of them. */
    public HistoryMetrics(MeterRegistry registry) {
        reads = counter(registry, "reads", "Pages of streams asked of logic");
        coalesced = counter(registry, "coalesced", "Reads that another one answered too");
        tips = counter(registry, "tips", "Streams whose end was asked of logic");
        retries = counter(registry, "retries", "Calls for streams sent again");
        givenUp = counter(registry, "given.up", "Reads of streams given up: logic was away");
        refused = counter(registry, "refused", "Reads of streams refused: too many waited");
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("halley.comet.history." + name)
                .description(description)
                .register(registry);
    }

    void read() {
        reads.increment();
    }

    void coalesced() {
        coalesced.increment();
    }

    void tips(int streams) {
        tips.increment(streams);
    }

    void retried() {
        retries.increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    void refused() {
        refused.increment();
    }
}
