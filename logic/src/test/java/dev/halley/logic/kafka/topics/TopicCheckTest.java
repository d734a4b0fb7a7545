package dev.halley.logic.kafka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TopicCheckTest {
    @Test
    void hasNothingToSayOfATopicAsItMakesThem() {
        TopicCheck check = new TopicCheck(3);
        List<ConfigEntry> settings = new ArrayList<>();
        check.settings().forEach((name, value) -> settings.add(new ConfigEntry(name, value)));

        assertThat(check.weaknesses(topic(3, 3), new Config(settings))).isEmpty();
    }

    @Test
    void namesWhatIsWeakerThanConfigured() {
        Config settings =
                new Config(
                        List.of(
                                new ConfigEntry("min.insync.replicas", "1"),
                                new ConfigEntry("unclean.leader.election.enable", "true")));

        assertThat(new TopicCheck(3).weaknesses(topic(3, 2), settings))
                .containsExactly(
                        "min.insync.replicas: 1 (expected: >= 2)",
                        "replication: 2 (expected: >= 3)",
                        "unclean.leader.election.enable: true (expected: false)");
    }

    @Test
    void oneReplicaIsEnoughWhereOneIsConfigured() {
        Config settings = new Config(List.of(new ConfigEntry("min.insync.replicas", "1")));

        assertThat(new TopicCheck(1).weaknesses(topic(1), settings)).isEmpty();
    }

    private static TopicDescription topic(int... replicas) {
        List<TopicPartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < replicas.length; i++) {
            List<Node> nodes = new ArrayList<>();
            for (int node = 0; node < replicas[i]; node++) {
                nodes.add(new Node(node, "h", 1));
            }
            partitions.add(new TopicPartitionInfo(i, nodes.get(0), nodes, nodes));
        }
        return new TopicDescription("topic", false, partitions);
    }
}
