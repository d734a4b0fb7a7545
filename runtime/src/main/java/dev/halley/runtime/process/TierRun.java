package dev.halley.runtime.process;

import dev.halley.runtime.config.DiscoveryKind;
import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.lifecycle.Node;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.management.ManagementServer;
import dev.halley.runtime.metrics.MeterRegistries;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a tier's process: discovery, management endpoint, node. Started once. */
final class TierRun<C extends TierConfig> {
    private static final Logger LOG = LoggerFactory.getLogger(TierRun.class);

    private final NodeTier tier;
    private final C config;
    private final Lifecycle lifecycle;
    private final PrometheusMeterRegistry registry = MeterRegistries.prometheus();
    private @Nullable Discovery discovery;
    private @Nullable ManagementServer management;
    private @Nullable Node node;

    TierRun(NodeTier tier, C config) {
        this.tier = tier;
        this.config = config;
        this.lifecycle = new Lifecycle(tier.label());
    }

    /** Starts everything; when that fails, the entry that others may have seen is taken back. */
    void start(NodeFactory<C> factory, int managementPort, Consumer<String> onNameTaken) {
        Discovery opened = discovery(onNameTaken);
        discovery = opened;
        try {
            start(factory, managementPort, opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void start(NodeFactory<C> factory, int managementPort, Discovery opened) {
        Clock clock = Clock.systemUTC();
        InstanceId instance =
                Lives.begin(opened, tier, config.node().name().orElse(tier.label() + "-1"), clock);
        lifecycle.addCheck("discovery", opened::whyNotReady);
        ManagementServer server = manage(managementPort, instance);
        management = server;
        Node starting =
                factory.create(
                        config,
                        new NodeContext(
                                instance, opened, registry, lifecycle, clock, server.port()));
        node = starting;
        lifecycle.become(LifecycleState.STARTING);
        starting.start();
        lifecycle.become(LifecycleState.RUNNING);
        LOG.atInfo()
                .addKeyValue("node", instance)
                .addKeyValue("ports", starting.ports())
                .addKeyValue("management", server.port())
                .log("node started");
    }

    private Discovery discovery(Consumer<String> onNameTaken) {
        Discovery open = Discoveries.open(config.discovery(), registry, onNameTaken);
        boolean checked = config.discovery().kind() == DiscoveryKind.CONSUL;
        Consumer<NodeAddress> check =
                config.node().checkAdvertised()
                        ? self -> AdvertisedAddress.check(self, checked)
                        : self -> {};
        return new CheckedDiscovery(open, check);
    }

    private ManagementServer manage(int port, InstanceId instance) {
        return ManagementServer.start(
                config.management().host(),
                config.management().port().orElse(port),
                lifecycle,
                registry,
                Map.of(
                        "tier",
                        tier.label(),
                        ManagementServer.INSTANCE,
                        instance.toString(),
                        "version",
                        ProductVersion.text(),
                        "java",
                        Runtime.version().toString()));
    }

    /** Out of discovery before anything else, then drains the node, then ends the rest. */
    void stop() {
        lifecycle.become(LifecycleState.DRAINING);
        if (discovery != null) {
            discovery.deregister();
        }
        if (node != null) {
            node.drainAndStop(config.node().drainTime());
        }
        lifecycle.become(LifecycleState.STOPPED);
        if (discovery != null) {
            discovery.close();
        }
        if (management != null) {
            management.close();
        }
    }
}
