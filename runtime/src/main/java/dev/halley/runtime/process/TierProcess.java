package dev.halley.runtime.process;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.ConfigLoader;
import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.StaticNodeList;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.lifecycle.Node;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.management.ManagementServer;
import dev.halley.runtime.metrics.MeterRegistries;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeTier;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tier as a process of its own: loads the configuration, starts the management endpoint and the
 * node, drains on SIGTERM and SIGINT (one that is still starting has nothing to drain), and ends with
 * exit code 0; or, when it cannot start, with one clear message and exit code 1.
 *
 * @param <C> the tier's configuration
 */
public final class TierProcess<C extends TierConfig> {
    private static final Logger LOG = LoggerFactory.getLogger(TierProcess.class);

    private final NodeTier tier;
    private final Class<C> mapping;
    private final NodeFactory<C> factory;
    private final int managementPort;

    /**
     * A process that is not started yet.
     *
     * @param mapping the tier's configuration
     * @param managementPort where probes and metrics are when the configuration does not say
     */
    public TierProcess(
            NodeTier tier, Class<C> mapping, NodeFactory<C> factory, int managementPort) {
        this.tier = tier;
        this.mapping = mapping;
        this.factory = factory;
        this.managementPort = managementPort;
    }

    /**
     * Runs until a signal ends the process. Blocks.
     *
     * @param file a YAML file, or null for none
     * @param loader reads it; knows what else may stand in it
     * @return the exit code when it could not start; otherwise does not return
     */
    public int run(@Nullable Path file, ConfigLoader loader) {
        LogBridge.install();
        try {
            C config = loader.load(mapping, file, Map.of());
            start(config);
            return ExitSignal.await();
        } catch (ConfigException e) {
            e.problems().forEach(System.err::println);
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("start failed");
            System.err.println("halley " + tier.label() + ": " + FailureText.of(e));
        }
        return 1;
    }

    private void start(C config) {
        InstanceId instance =
                InstanceId.start(
                        config.node().name().orElse(tier.label() + "-1"), Clock.systemUTC());
        Lifecycle lifecycle = new Lifecycle(tier.label());
        Discovery discovery = StaticNodeList.discovery(config.discovery());
        lifecycle.addCheck("discovery", discovery::whyNotReady);
        PrometheusMeterRegistry registry = MeterRegistries.prometheus();
        ManagementServer management =
                ManagementServer.start(
                        config.management().host(),
                        config.management().port().orElse(managementPort),
                        lifecycle,
                        registry,
                        info(instance));
        Node node =
                factory.create(
                        config,
                        new NodeContext(
                                instance,
                                discovery,
                                registry,
                                lifecycle,
                                Clock.systemUTC(),
                                management.port()));
        AtomicBoolean started = new AtomicBoolean();
        Runnable forget =
                ExitSignal.onSignal(
                        () -> {
                            if (started.get()) {
                                drain(node, lifecycle, config.node().drainTime());
                            }
                            discovery.close();
                            management.close();
                        });
        start(node, lifecycle, forget);
        started.set(true);
        LOG.atInfo()
                .addKeyValue("node", instance)
                .addKeyValue("ports", node.ports())
                .addKeyValue("management", management.port())
                .log("node started");
    }

    // A start that failed ends with 1, not with what a signal ends with.
    private static void start(Node node, Lifecycle lifecycle, Runnable onFailure) {
        lifecycle.become(LifecycleState.STARTING);
        try {
            node.start();
        } catch (RuntimeException e) {
            onFailure.run();
            throw e;
        }
        lifecycle.become(LifecycleState.RUNNING);
    }

    private static void drain(Node node, Lifecycle lifecycle, Duration limit) {
        lifecycle.become(LifecycleState.DRAINING);
        node.drainAndStop(limit);
        lifecycle.become(LifecycleState.STOPPED);
    }

    private Map<String, Object> info(InstanceId instance) {
        return Map.of(
                "tier", tier.label(),
                "instance", instance.toString(),
                "version", ProductVersion.text(),
                "java", Runtime.version().toString());
    }
}
