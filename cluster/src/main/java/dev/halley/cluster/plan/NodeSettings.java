package dev.halley.cluster.plan;

import java.util.Map;
import java.util.TreeMap;

/** The configuration of Halley's own nodes, by full names of its keys. Pure. */
public final class NodeSettings {
    private static final String HOST = "127.0.0.1";

    private final ClusterPlan plan;

    /** Settings of the nodes of this plan. */
    public NodeSettings(ClusterPlan plan) {
        this.plan = plan;
    }

    /** What this node is told; what the cluster's options override comes last. */
    public Map<String, String> of(PlannedNode node) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("halley.node.name", node.name());
        settings.put("halley.management.host", HOST);
        settings.put("halley.management.port", port(node, "management"));
        discovery(settings);
        switch (node.tier()) {
            case COMET -> comet(settings, node);
            case LOGIC -> logic(settings, node);
            case JOB -> stores(settings);
            default -> throw new IllegalArgumentException(node.name() + ": not one of Halley's");
        }
        settings.putAll(plan.options().overrides());
        return settings;
    }

    private void discovery(Map<String, String> settings) {
        settings.put("halley.discovery.kind", "consul");
        settings.put(
                "halley.discovery.consul.address",
                "http://" + plan.addresses(ClusterTier.CONSUL, "http"));
    }

    private static void comet(Map<String, String> settings, PlannedNode node) {
        settings.put("halley.comet.host", HOST);
        settings.put("halley.comet.tcp-port", port(node, "tcp"));
        settings.put("halley.comet.ws-port", port(node, "ws"));
        settings.put("halley.comet.grpc.port", port(node, "grpc"));
    }

    private void logic(Map<String, String> settings, PlannedNode node) {
        settings.put("halley.logic.http.host", HOST);
        settings.put("halley.logic.http.port", port(node, "rest"));
        settings.put("halley.logic.grpc.port", port(node, "grpc"));
        settings.put("halley.logic.page.enabled", "true");
        stores(settings);
    }

    private void stores(Map<String, String> settings) {
        settings.put("halley.kafka.bootstrap-servers", plan.addresses(ClusterTier.KAFKA, "client"));
        settings.put("halley.kafka.replication", String.valueOf(plan.options().brokers()));
        // Few enough for one machine, enough that every job of a small cluster has some.
        settings.put("halley.kafka.push-partitions", "6");
        settings.put("halley.kafka.room-partitions", "6");
        settings.put("halley.kafka.all-partitions", "2");
        settings.put("halley.kafka.upstream-partitions", "4");
        String scheme = plan.options().redis() == RedisForm.CLUSTER ? "redis-cluster" : "redis";
        settings.put(
                "halley.redis.uri", scheme + "://" + plan.addresses(ClusterTier.REDIS, "client"));
    }

    private static String port(PlannedNode node, String name) {
        return String.valueOf(node.port(name));
    }
}
