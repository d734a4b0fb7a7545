package dev.halley.runtime.lifecycle;

import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.node.InstanceId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;

/**
 * What a node is given by the process it runs in. The process owns all of it: a node closes none.
 *
 * @param instance which life of which node it is
 * @param discovery the node's own view of the others
 * @param registry where its metrics go; nodes of one process may share it
 * @param lifecycle its state, and where it adds its readiness checks
 * @param clock wall time
 * @param managementPort where the process answers probes, 0 if it does not
 */
public record NodeContext(
        InstanceId instance,
        Discovery discovery,
        MeterRegistry registry,
        Lifecycle lifecycle,
        Clock clock,
        int managementPort) {
    /** Everything must be there. */
    public NodeContext {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(discovery, "discovery");
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(clock, "clock");
    }

    /** That of a process without probes. */
    public NodeContext(
            InstanceId instance,
            Discovery discovery,
            MeterRegistry registry,
            Lifecycle lifecycle,
            Clock clock) {
        this(instance, discovery, registry, lifecycle, clock, 0);
    }
}
