package dev.halley.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.comet.bootstrap.CometNode;
import dev.halley.comet.config.CometNodeConfig;
import dev.halley.embedded.kafka.KafkaBroker;
import dev.halley.embedded.redis.RedisServer;
import dev.halley.job.bootstrap.JobNode;
import dev.halley.job.config.JobConfig;
import dev.halley.logic.bootstrap.LogicNode;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.lifecycle.NodeContext;
import dev.halley.runtime.node.NodeTier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Several nodes of each tier in this JVM, on a real Kafka and a real Redis, with default times. */
final class JvmCluster implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final StaticDirectory directory = new StaticDirectory(List.of());
    private final KafkaBroker kafka;
    private final RedisServer redis;
    private final Map<String, JvmNode> nodes = new HashMap<>();

    /** Starts the stores in this folder; no nodes yet. */
    JvmCluster(Path folder) {
        kafka = new KafkaBroker(folder.resolve("kafka"), 0);
        redis = new RedisServer(folder.resolve("redis"), 0);
        kafka.start();
        redis.start();
    }

    /** Starts a node and waits until it is ready. */
    JvmNode start(String name) {
        JvmNode node = begin(name);
        await(name).atMost(LIMIT).untilAsserted(() -> assertThat(node.whyNotReady()).isEmpty());
        return node;
    }

    /** Starts a node; whom it waits for may not be there yet. */
    JvmNode begin(String name) {
        JvmNode node =
                switch (NodeTier.valueOf(
                        name.substring(0, name.indexOf('-')).toUpperCase(Locale.ROOT))) {
                    case COMET -> node(name, CometNodeConfig.class, CometNode::new);
                    case LOGIC -> node(name, LogicNodeConfig.class, LogicNode::new);
                    case JOB -> node(name, JobConfig.class, JobNode::new);
                };
        nodes.put(name, node);
        return node;
    }

    private <C extends TierConfig> JvmNode node(
            String name,
            Class<C> mapping,
            BiFunction<C, NodeContext, dev.halley.runtime.lifecycle.Node> factory) {
        C config = new ConfigLoader(Map.of()).load(mapping, null, settings(mapping));
        return new JvmNode(name, directory, context -> factory.apply(config, context));
    }

    private Map<String, String> settings(Class<?> mapping) {
        Map<String, String> settings = new HashMap<>();
        if (mapping == CometNodeConfig.class) {
            settings.put("halley.comet.tcp-port", "0");
            settings.put("halley.comet.ws-port", "0");
            settings.put("halley.comet.grpc.port", "0");
            settings.put("halley.comet.event-loops", "2");
            settings.put("halley.comet.drain-window", "2s");
            return settings;
        }
        settings.put("halley.kafka.bootstrap-servers", kafka.bootstrapServers());
        settings.put("halley.redis.uri", redis.uri());
        if (mapping == LogicNodeConfig.class) {
            settings.put("halley.logic.http.port", "0");
            settings.put("halley.logic.grpc.port", "0");
        }
        return settings;
    }

    /** Drains a node and stops it. */
    void stop(String name) {
        nodes.remove(name).stop(Duration.ofSeconds(10));
    }

    /** Ends a job as {@code kill -9} does. */
    void abandonJob(String name) {
        nodes.remove(name).abandon();
    }

    @Override
    public void close() {
        List.copyOf(nodes.values()).forEach(node -> node.stop(Duration.ZERO));
        kafka.close();
        redis.close();
    }
}
