package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Counters and gauges of discovery. */
final class ConsulMetrics {
    private final MeterRegistry registry;

    ConsulMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A read: {@code ok}, or why it failed. */
    void read(NodeTier tier, String result) {
        Counter.builder("halley.discovery.reads")
                .description("Reads of a tier's nodes, by what became of them")
                .tag("tier", tier.label())
                .tag("result", result)
                .register(registry)
                .increment();
    }

    /** Entries that no Halley wrote. */
    void unreadable(NodeTier tier, int entries) {
        if (entries > 0) {
            Counter.builder("halley.discovery.entries.unreadable")
                    .description("Entries of Consul that are no node of Halley")
                    .tag("tier", tier.label())
                    .register(registry)
                    .increment(entries);
        }
    }

    /** An attempt to register: {@code ok}, {@code unseen}, {@code taken}, or why it failed. */
    void registration(String result) {
        Counter.builder("halley.discovery.registrations")
                .description("Attempts to register, by what became of them")
                .tag("result", result)
                .register(registry)
                .increment();
    }

    /** Most nodes of a tier vanished, or were given up: {@code froze}, {@code expired}. */
    void freeze(NodeTier tier, String event) {
        Counter.builder("halley.discovery.freezes")
                .description("Views that were frozen because most nodes vanished at once")
                .tag("tier", tier.label())
                .tag("event", event)
                .register(registry)
                .increment();
    }

    <T> void show(NodeTier tier, T view, String name, String text, ToDoubleFunction<T> value) {
        Gauge.builder("halley.discovery." + name, view, value)
                .description(text)
                .tag("tier", tier.label())
                .register(registry);
    }
}
