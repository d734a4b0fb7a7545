package dev.halley.cluster.state;

import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterPlan;
import dev.halley.cluster.plan.PlannedNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A local cluster as it was left by the last command.
 *
 * @param version of this form of the file
 * @param kafkaClusterId what the brokers share
 * @param options how it was asked for
 * @param nodes its nodes, in the order in which they start
 */
public record ClusterState(
        int version, String kafkaClusterId, ClusterOptions options, List<NodeRecord> nodes) {
    private static final int VERSION = 1;

    /** Checks that nothing is missing. */
    public ClusterState {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "version: " + version + " (expected: " + VERSION + ")");
        }
        Objects.requireNonNull(kafkaClusterId, "kafkaClusterId");
        Objects.requireNonNull(options, "options");
        nodes = List.copyOf(nodes);
    }

    /** A cluster of which nothing runs yet. */
    public static ClusterState planned(ClusterPlan plan, String kafkaClusterId) {
        return new ClusterState(
                VERSION,
                kafkaClusterId,
                plan.options(),
                plan.nodes().stream()
                        .map(node -> new NodeRecord(node, Asked.RUN, Optional.empty()))
                        .toList());
    }

    /** What was planned. */
    public ClusterPlan plan() {
        return new ClusterPlan(options, nodes.stream().map(NodeRecord::node).toList());
    }

    /** The node of this name. */
    public Optional<NodeRecord> node(String name) {
        return nodes.stream().filter(record -> record.node().name().equals(name)).findFirst();
    }

    /** This state with one node changed. */
    public ClusterState with(PlannedNode node, UnaryOperator<NodeRecord> change) {
        return new ClusterState(
                version,
                kafkaClusterId,
                options,
                nodes.stream()
                        .map(record -> record.node().equals(node) ? change.apply(record) : record)
                        .toList());
    }
}
