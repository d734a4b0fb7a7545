package dev.halley.cluster.control;

import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.plan.RedisForm;
import dev.halley.embedded.redis.RedisClusterFormation;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The first start of all nodes: stores side by side, then Halley's own side by side. */
final class Startup {
    private static final Duration STORE_LIMIT = Duration.ofMinutes(2);
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    private Startup() {}

    static void run(ClusterWork work, Consumer<String> progress) {
        phase(work, work.state().plan().stores(), STORE_LIMIT, progress);
        if (work.state().options().redis() == RedisForm.CLUSTER) {
            RedisClusterFormation.form(redisPorts(work), List.of());
        }
        phase(work, work.state().plan().tiers(), READY_LIMIT, progress);
    }

    private static List<Integer> redisPorts(ClusterWork work) {
        return work.state().plan().nodes(ClusterTier.REDIS).stream()
                .map(node -> node.port("client"))
                .toList();
    }

    private static void phase(
            ClusterWork work, List<PlannedNode> nodes, Duration limit, Consumer<String> progress) {
        long begin = System.nanoTime();
        nodes.forEach(work::launch);
        work.awaitReady(nodes, limit);
        progress.accept(
                nodes.stream().map(PlannedNode::name).collect(Collectors.joining(", "))
                        + ": ready in "
                        + TimeText.of(Patience.since(begin)));
    }
}
