package dev.halley.logic.events;

import dev.halley.logic.kafka.Acknowledgement;
import dev.halley.logic.kafka.AppendFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** What became of events. Thread-safe. */
final class EventMetrics implements Acknowledgement {
    private final MeterRegistry registry;
    private final Counter written;
    private final Map<AppendFailure.Kind, Counter> dropped =
            new EnumMap<>(AppendFailure.Kind.class);

    EventMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.written = counter("written");
        for (AppendFailure.Kind kind : AppendFailure.Kind.values()) {
            dropped.put(kind, counter(kind.label()));
        }
    }

    private Counter counter(String result) {
        return Counter.builder("halley.logic.events")
                .description("events by what became of them; all but the written are lost")
                .tag("result", result)
                .register(registry);
    }

    @Override
    public void acknowledged() {
        written.increment();
    }

    @Override
    public void failed(AppendFailure failure) {
        Counter counter = dropped.get(failure.kind());
        if (counter != null) {
            counter.increment();
        }
    }
}
