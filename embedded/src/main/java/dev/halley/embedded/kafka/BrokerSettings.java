package dev.halley.embedded.kafka;

import dev.halley.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * One broker of a cluster on this machine; each is a controller too.
 *
 * @param id number of this broker, from 1
 * @param port where it listens for clients
 * @param controllers every broker's number and the port of its controller, this one's included
 * @param clusterId what all brokers of the cluster share; new ones by {@link #newClusterId}
 * @param more Kafka's own settings, stronger than ours
 */
public record BrokerSettings(
        int id,
        int port,
        Map<Integer, Integer> controllers,
        String clusterId,
        Map<String, String> more) {
    /** Takes copies. */
    public BrokerSettings {
        controllers = Map.copyOf(controllers);
        more = Map.copyOf(more);
        if (!controllers.containsKey(id)) {
            throw new IllegalArgumentException("id: " + id + " (expected: one of the controllers)");
        }
    }

    /**
     * A broker without others.
     *
     * @param port port to listen on, 0 for a free one
     */
    public static BrokerSettings alone(int port) {
        return new BrokerSettings(
                1, orFree(port), Map.of(1, LoopbackPort.free()), newClusterId(), Map.of());
    }

    /** Brokers 1 to n that find each other, on free ports. */
    public static List<BrokerSettings> cluster(int brokers) {
        String clusterId = newClusterId();
        Map<Integer, Integer> controllers = new HashMap<>();
        for (int id = 1; id <= brokers; id++) {
            controllers.put(id, LoopbackPort.free());
        }
        List<BrokerSettings> all = new ArrayList<>();
        for (int id = 1; id <= brokers; id++) {
            all.add(new BrokerSettings(id, LoopbackPort.free(), controllers, clusterId, Map.of()));
        }
        return List.copyOf(all);
    }

    /** An id that no cluster has. */
    public static String newClusterId() {
        return Uuid.randomUuid().toString();
    }

    /** The same with these settings of Kafka's own. */
    public BrokerSettings with(Map<String, String> settings) {
        return new BrokerSettings(id, port, controllers, clusterId, settings);
    }

    private static int orFree(int port) {
        return port == 0 ? LoopbackPort.free() : port;
    }

    Map<String, String> properties(Path logs) {
        Map<String, String> all = new HashMap<>(small());
        all.putAll(replicas());
        all.putAll(heartbeats());
        all.put("process.roles", "broker,controller");
        all.put("node.id", String.valueOf(id));
        all.put("controller.quorum.voters", voters());
        all.put(
                "listeners",
                "CLIENT://%s:%d,CONTROLLER://%s:%d"
                        .formatted(
                                LoopbackPort.HOST, port, LoopbackPort.HOST, controllers.get(id)));
        all.put("advertised.listeners", "CLIENT://" + LoopbackPort.HOST + ":" + port);
        all.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "CLIENT");
        all.put("log.dirs", logs.toString());
        all.putAll(more);
        return Map.copyOf(all);
    }

    private String voters() {
        return new TreeMap<>(controllers)
                .entrySet().stream()
                        .map(one -> one.getKey() + "@" + LoopbackPort.HOST + ":" + one.getValue())
                        .collect(Collectors.joining(","));
    }

    // Kafka's own topics outlive a broker where there are enough of them.
    private Map<String, String> replicas() {
        int replicas = Math.min(3, controllers.size());
        String factor = String.valueOf(replicas);
        String inSync = replicas >= 3 ? "2" : "1";
        return Map.of(
                "offsets.topic.replication.factor", factor,
                "transaction.state.log.replication.factor", factor,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", factor,
                "share.coordinator.state.topic.min.isr", inSync);
    }

    // While a dead broker counts as alive, what it has replicas of cannot be written: Kafka's own
    // nine seconds are long for three brokers on one machine.
    private Map<String, String> heartbeats() {
        return controllers.size() == 1
                ? Map.of()
                : Map.of(
                        "broker.session.timeout.ms", "4000",
                        "broker.heartbeat.interval.ms", "1000");
    }

    private static Map<String, String> small() {
        return Map.ofEntries(
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                // A group of one member needs nobody to wait for.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("log.retention.hours", "24"),
                Map.entry("log.segment.bytes", "67108864"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("log.cleaner.threads", "1"));
    }
}
