package dev.halley.cluster.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All nodes of a local cluster, in the order in which they start. Pure.
 *
 * @param options how large it is
 * @param nodes its nodes
 */
public record ClusterPlan(ClusterOptions options, List<PlannedNode> nodes) {
    /** Copies the nodes. */
    public ClusterPlan {
        nodes = List.copyOf(nodes);
    }

    /** The nodes that these options ask for, with ports of this pool. */
    public static ClusterPlan of(ClusterOptions options, PortPool pool) {
        List<PlannedNode> nodes = new ArrayList<>();
        for (ClusterTier tier : ClusterTier.values()) {
            for (int number = 1; number <= options.count(tier); number++) {
                String name = tier.label() + "-" + number;
                nodes.add(new PlannedNode(name, tier, number, ports(tier, options, pool)));
            }
        }
        return new ClusterPlan(options, nodes);
    }

    /** The nodes of a tier. */
    public List<PlannedNode> nodes(ClusterTier tier) {
        return nodes.stream().filter(node -> node.tier() == tier).toList();
    }

    /** The nodes of Halley's own tiers. */
    public List<PlannedNode> tiers() {
        return nodes.stream().filter(node -> node.tier().halley()).toList();
    }

    /** Kafka, Redis and Consul. */
    public List<PlannedNode> stores() {
        return nodes.stream().filter(node -> !node.tier().halley()).toList();
    }

    /** The node of this name. */
    public Optional<PlannedNode> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /** {@code host:port} of every node of a tier, separated by commas. */
    public String addresses(ClusterTier tier, String port) {
        return nodes(tier).stream()
                .map(node -> node.address(port))
                .collect(Collectors.joining(","));
    }

    private static Map<String, Integer> ports(
            ClusterTier tier, ClusterOptions options, PortPool pool) {
        boolean withBus = tier == ClusterTier.REDIS && options.redis() == RedisForm.CLUSTER;
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : tier.portNames()) {
            ports.put(name, withBus ? pool.takeWithBus() : pool.take());
        }
        return ports;
    }
}
