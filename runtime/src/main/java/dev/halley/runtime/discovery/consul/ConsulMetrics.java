package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.node.NodeTier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Counters and gauges of discovery. */
final class ConsulMetrics {
    private final MeterRegistry registry;

    /** Counters of registration are there from the start. */
    ConsulMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (String result : List.of("ok", "unseen", "taken", "away", "refused", "failed")) {
            registrations(result);
        }
    }

    /** Counters of a tier are there from when it is watched. */
    void prepare(NodeTier tier) {
        List.of("ok", "away", "refused", "failed").forEach(result -> reads(tier, result));
        List.of("froze", "expired").forEach(event -> freezes(tier, event));
        unreadables(tier);
    }

    /** A read: {@code ok}, or why it failed. */
    void read(NodeTier tier, String result) {
        reads(tier, result).increment();
    }

    /** Entries that no Halley wrote. */
    void unreadable(NodeTier tier, int entries) {
        unreadables(tier).increment(entries);
    }

    /** An attempt to register: {@code ok}, {@code unseen}, {@code taken}, or why it failed. */
    void registration(String result) {
        registrations(result).increment();
    }

    /** Most nodes of a tier vanished, or were given up: {@code froze}, {@code expired}. */
    void freeze(NodeTier tier, String event) {
        freezes(tier, event).increment();
    }

    private Counter reads(NodeTier tier, String result) {
        return Counter.builder("halley.discovery.reads")
                .description("Reads of a tier's nodes, by what became of them")
                .tag("tier", tier.label())
                .tag("result", result)
                .register(registry);
    }

    private Counter unreadables(NodeTier tier) {
        return Counter.builder("halley.discovery.entries.unreadable")
                .description("Entries of Consul that are no node of Halley")
                .tag("tier", tier.label())
                .register(registry);
    }

    private Counter registrations(String result) {
        return Counter.builder("halley.discovery.registrations")
                .description("Attempts to register, by what became of them")
                .tag("result", result)
                .register(registry);
    }

    private Counter freezes(NodeTier tier, String event) {
        return Counter.builder("halley.discovery.freezes")
                .description("Views that were frozen because most nodes vanished at once")
                .tag("tier", tier.label())
                .tag("event", event)
                .register(registry);
    }

    <T> void show(NodeTier tier, T view, String name, String text, ToDoubleFunction<T> value) {
        Gauge.builder("halley.discovery." + name, view, value)
                .description(text)
                .tag("tier", tier.label())
                .register(registry);
    }
}
