package dev.halley.cluster.store;

import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.plan.RedisForm;
import dev.halley.cluster.process.Command;
import dev.halley.cluster.process.JavaCommand;
import dev.halley.cluster.state.ClusterState;
import dev.halley.embedded.consul.ConsulCommand;
import dev.halley.embedded.consul.ConsulSettings;
import dev.halley.embedded.kafka.BrokerMain;
import dev.halley.embedded.kafka.BrokerSettings;
import dev.halley.embedded.redis.RedisCommand;
import dev.halley.embedded.redis.RedisSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What starts the stores of a cluster. */
public final class StoreCommands {
    // With a third of 96 MB the broker stood still every three seconds at 300 pushes a second, and
    // all
    // who waited for an answer of it with it; with 128 MB every ten seconds, half of the time in
    // all.
    private static final List<String> BROKER_FLAGS =
            List.of(
                    "-Xms192m",
                    "-Xmx384m",
                    "-Xmn128m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError");

    private static final Duration REDIS_NODE_LIMIT = Duration.ofSeconds(2);

    private final ClusterState state;

    /** Commands for the stores of this cluster. */
    public StoreCommands(ClusterState state) {
        this.state = state;
    }

    /**
     * What runs a store in the foreground.
     *
     * @param data the node's folder
     * @throws dev.halley.embedded.EmbeddedServerException if what it needs is not on this machine
     */
    public Command of(PlannedNode node, Path data) {
        return switch (node.tier()) {
            case CONSUL -> Command.of(ConsulCommand.of(consul(node, data)));
            case REDIS -> Command.of(RedisCommand.of(data, node.port("client"), redis()));
            case KAFKA ->
                    JavaCommand.of(
                            BROKER_FLAGS,
                            BrokerMain.class.getName(),
                            BrokerMain.arguments(data, broker(node)));
            default -> throw new IllegalArgumentException(node.name() + ": no store");
        };
    }

    private static ConsulSettings consul(PlannedNode node, Path data) {
        return new ConsulSettings(
                data,
                node.port("http"),
                node.port("serf"),
                node.port("server"),
                Optional.empty(),
                Optional.empty());
    }

    private RedisSettings redis() {
        return state.options().redis() == RedisForm.CLUSTER
                ? RedisSettings.clusterNode(REDIS_NODE_LIMIT)
                : RedisSettings.NONE;
    }

    private BrokerSettings broker(PlannedNode node) {
        Map<Integer, Integer> controllers = new HashMap<>();
        for (PlannedNode broker : state.plan().nodes(ClusterTier.KAFKA)) {
            controllers.put(broker.number(), broker.port("controller"));
        }
        return new BrokerSettings(
                node.number(), node.port("client"), controllers, state.kafkaClusterId(), Map.of());
    }
}
