package dev.halley.standalone;

import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.lifecycle.Node;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.NodeFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One tier's node among others in this JVM: a lifecycle and a view of discovery of its own. */
final class HostedNode {
    private final NodeTier tier;
    private final Discovery discovery;
    private final MeterRegistry registry;
    private final Lifecycle lifecycle;
    private @Nullable Node node;

    /** Makes the whole's readiness depend on this node's. */
    HostedNode(NodeTier tier, StaticDirectory directory, MeterRegistry registry, Lifecycle whole) {
        this.tier = tier;
        this.lifecycle = new Lifecycle(tier.label());
        this.discovery = new StaticDiscovery(directory);
        this.registry = registry;
        lifecycle.addCheck("discovery", discovery::whyNotReady);
        whole.addCheck(tier.label(), this::whyNotReady);
    }

    <C extends TierConfig> void start(C config, NodeFactory<C> factory) {
        Clock clock = Clock.systemUTC();
        InstanceId instance = InstanceId.start(tier.label() + "-1", clock);
        Node starting =
                factory.create(
                        config, new NodeContext(instance, discovery, registry, lifecycle, clock));
        node = starting;
        lifecycle.become(LifecycleState.STARTING);
        starting.start();
        lifecycle.become(LifecycleState.RUNNING);
    }

    /** The node's ports, each with the tier before its name. */
    Map<String, Integer> ports() {
        return node == null
                ? Map.of()
                : node.ports().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        port -> tier.label() + "." + port.getKey(),
                                        Map.Entry::getValue));
    }

    void drainAndStop(Duration limit) {
        lifecycle.become(LifecycleState.DRAINING);
        if (node != null) {
            Node stopping = node;
            Closing.close(() -> stopping.drainAndStop(limit));
        }
        lifecycle.become(LifecycleState.STOPPED);
        discovery.close();
    }

    private Optional<String> whyNotReady() {
        Map<String, String> reasons = lifecycle.whyNotReady();
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        reasons.entrySet().stream()
                                .map(reason -> reason.getKey() + " " + reason.getValue())
                                .collect(Collectors.joining(", ")));
    }
}
