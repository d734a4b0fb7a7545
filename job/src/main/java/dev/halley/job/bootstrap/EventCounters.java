package dev.halley.job.bootstrap;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * A counter for each value of an enum, made beforehand: looking one up in the registry costs more
 * than the counting. Thread-safe.
 *
 * @param <E> what is counted
 */
final class EventCounters<E extends Enum<E>> {
    private final Map<E, Counter> counters;

    /**
     * Registers the counters.
     *
     * @param label name of the label that tells the values apart
     */
    EventCounters(MeterRegistry registry, String name, Tags common, String label, Class<E> type) {
        counters = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            String text = value.name().toLowerCase(Locale.ROOT);
            counters.put(value, registry.counter(name, common.and(label, text)));
        }
    }

    void add(E value, int times) {
        requireNonNull(counters.get(value), "counter").increment(times);
    }
}
