package dev.halley.standalone;

import dev.halley.comet.bootstrap.CometNode;
import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.job.append.redis.FormerMasters;
import dev.halley.job.bootstrap.JobNode;
import dev.halley.logic.bootstrap.LogicNode;
import dev.halley.runtime.config.ManagementConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import dev.halley.runtime.management.ManagementServer;
import dev.halley.runtime.metrics.MeterRegistries;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.ProductVersion;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole of Halley in this JVM: broker, Redis, then logic, comet and job, which talk to each other
 * over real gRPC as they do between machines. Started once and stopped once, by one thread.
 */
public final class StandaloneNode implements AutoCloseable {
    private static final int MANAGEMENT_PORT = 3110;

    // The direction that messages take: what was accepted is delivered before the clients go.
    private static final List<NodeTier> STOP_ORDER =
            List.of(NodeTier.LOGIC, NodeTier.JOB, NodeTier.COMET);

    private final StandaloneOptions options;
    private final ConfigLoader loader;
    private final Lifecycle lifecycle = new Lifecycle("standalone");
    private final StaticDirectory directory = new StaticDirectory(List.of());
    private final PrometheusMeterRegistry registry = MeterRegistries.prometheus();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Map<NodeTier, HostedNode> nodes = new EnumMap<>(NodeTier.class);
    private final Map<String, Integer> ports = new TreeMap<>();

    /** Not started yet; the configuration may come from the environment of this process too. */
    public StandaloneNode(StandaloneOptions options) {
        this(options, ConfigLoader.ofProcess());
    }

    StandaloneNode(StandaloneOptions options, ConfigLoader loader) {
        this.options = options;
        this.loader = loader;
    }

    /**
     * Starts everything and returns when every part runs; {@link #whyNotReady} says when they have
     * found each other. Blocks.
     *
     * @throws RuntimeException with a message for people when it cannot start; nothing is left
     *     running then
     */
    public void start() {
        // A mistake in the file is told before any folder is touched; where the stores are comes
        // later.
        TierConfigs.load(loader, options, "127.0.0.1:9092", "redis://127.0.0.1:6379");
        lifecycle.become(LifecycleState.STARTING);
        try {
            open();
        } catch (RuntimeException e) {
            drainAndStop(Duration.ZERO);
            throw e;
        }
        lifecycle.become(LifecycleState.RUNNING);
    }

    /** What keeps it from being ready, by tier and check; empty when it is. */
    public Map<String, String> whyNotReady() {
        return lifecycle.whyNotReady();
    }

    /** Ports by what is served there: {@code comet.tcp}, {@code logic.rest}, {@code management}. */
    public Map<String, Integer> ports() {
        return Map.copyOf(ports);
    }

    /**
     * Drains tier by tier, in the direction that messages take, then stops the servers. Repeatable.
     *
     * @param limit how long all tiers together may take
     */
    public void drainAndStop(Duration limit) {
        lifecycle.become(LifecycleState.DRAINING);
        long end = System.nanoTime() + limit.toNanos();
        for (NodeTier tier : STOP_ORDER) {
            HostedNode node = nodes.remove(tier);
            if (node != null) {
                node.drainAndStop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        }
        lifecycle.become(LifecycleState.STOPPED);
        while (!opened.isEmpty()) {
            Closing.close(opened.pop());
        }
    }

    @Override
    public void close() {
        drainAndStop(Duration.ZERO);
    }

    /** The broker, for tests that take it away. */
    KafkaBroker kafka() {
        return stores().kafka();
    }

    /** The Redis, for tests that take it away. */
    RedisServer redis() {
        return stores().redis();
    }

    private void open() {
        DataFolder data = DataFolder.open(options.data());
        opened.push(data);
        Stores stores = new Stores(data);
        TierConfigs configs =
                TierConfigs.load(
                        loader, options, stores.kafka().bootstrapServers(), stores.redis().uri());
        openManagement(configs.logic().management());
        PortCheck.requireFree(configs);
        opened.push(stores);
        stores.start();
        startNodes(configs);
    }

    // Comet after logic: its door opens at once, and who comes in wants to be authenticated. Job
    // last: it finds the comet when it looks, and the topics that logic made.
    private void startNodes(TierConfigs configs) {
        host(NodeTier.LOGIC).start(configs.logic(), LogicNode::new);
        host(NodeTier.COMET).start(configs.comet(), CometNode::new);
        FormerMasters former = stores().formerMasters();
        host(NodeTier.JOB)
                .start(configs.job(), (config, context) -> new JobNode(config, context, former));
        nodes.values().forEach(node -> ports.putAll(node.ports()));
    }

    private HostedNode host(NodeTier tier) {
        HostedNode node = new HostedNode(tier, directory, registry, lifecycle);
        nodes.put(tier, node);
        return node;
    }

    private void openManagement(ManagementConfig config) {
        ManagementServer server =
                ManagementServer.start(
                        config.host(),
                        config.port().orElse(MANAGEMENT_PORT),
                        lifecycle,
                        registry,
                        Map.of(
                                "tier", "standalone",
                                "version", ProductVersion.text(),
                                "java", Runtime.version().toString()));
        opened.push(server);
        ports.put("management", server.port());
    }

    private Stores stores() {
        return opened.stream()
                .filter(Stores.class::isInstance)
                .map(Stores.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not started"));
    }
}
