package dev.halley.cluster.state;

import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.plan.RedisForm;
import dev.halley.cluster.process.ProcessMark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form of the state in its file. What is missing there is found when it is restored. */
record StoredState(int version, String kafkaClusterId, Options options, List<Node> nodes) {
    static StoredState of(ClusterState state) {
        ClusterOptions options = state.options();
        return new StoredState(
                state.version(),
                state.kafkaClusterId(),
                new Options(
                        options.comets(),
                        options.logics(),
                        options.jobs(),
                        options.brokers(),
                        options.redis(),
                        options.overrides()),
                state.nodes().stream().map(Node::of).toList());
    }

    ClusterState restored() {
        return new ClusterState(
                version,
                kafkaClusterId,
                options.restored(),
                nodes.stream().map(Node::restored).toList());
    }

    record Options(
            int comets,
            int logics,
            int jobs,
            int brokers,
            RedisForm redis,
            Map<String, String> overrides) {
        ClusterOptions restored() {
            return new ClusterOptions(comets, logics, jobs, brokers, redis, overrides);
        }
    }

    record Node(
            String name,
            ClusterTier tier,
            int number,
            LinkedHashMap<String, Integer> ports,
            Asked asked,
            @Nullable Long pid,
            @Nullable String start) {
        static Node of(NodeRecord record) {
            PlannedNode node = record.node();
            return new Node(
                    node.name(),
                    node.tier(),
                    node.number(),
                    new LinkedHashMap<>(node.ports()),
                    record.asked(),
                    record.process().map(ProcessMark::pid).orElse(null),
                    record.process().map(ProcessMark::start).orElse(null));
        }

        NodeRecord restored() {
            return new NodeRecord(
                    new PlannedNode(name, tier, number, ports),
                    asked,
                    pid == null || start == null
                            ? Optional.empty()
                            : Optional.of(new ProcessMark(pid, start)));
        }
    }
}
