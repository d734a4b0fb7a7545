package dev.halley.logic.kafka.topics;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares topics that somebody else made with how they would be made here. Says once for each what
 * could lose records; that is no reason not to use it. Used by one thread.
 */
final class TopicCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
    private static final int SAFE_REPLICAS = 3;

    private final int replication;
    private final Set<String> said = new HashSet<>();

    TopicCheck(int replication) {
        this.replication = replication;
    }

    /** Settings of topics that are created. */
    Map<String, String> settings() {
        return Map.of(
                TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                "false",
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                inSync());
    }

    private String inSync() {
        return replication >= SAFE_REPLICAS ? "2" : "1";
    }

    /** What is weaker than configured, each as {@code setting: value (expected: constraint)}. */
    List<String> weaknesses(TopicDescription topic, Config settings) {
        int replicas =
                topic.partitions().stream().mapToInt(one -> one.replicas().size()).min().orElse(0);
        Set<String> found = new HashSet<>();
        if (replicas < replication) {
            found.add("replication: " + replicas + " (expected: >= " + replication + ")");
        }
        String inSync = value(settings, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        if (!inSync.isEmpty() && Integer.parseInt(inSync) < Integer.parseInt(inSync())) {
            found.add("min.insync.replicas: " + inSync + " (expected: >= " + inSync() + ")");
        }
        if (value(settings, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG).equals("true")) {
            found.add("unclean.leader.election.enable: true (expected: false)");
        }
        return found.stream().sorted().toList();
    }

    private static String value(Config settings, String name) {
        return settings.get(name) == null ? "" : settings.get(name).value();
    }

    void warn(TopicDescription topic, Config settings) {
        for (String weakness : weaknesses(topic, settings)) {
            if (said.add(topic.name() + weakness)) {
                LOG.atWarn()
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("reason", weakness)
                        .log("topic may lose records");
            }
        }
    }
}
