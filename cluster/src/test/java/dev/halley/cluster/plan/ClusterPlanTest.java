package dev.halley.cluster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ClusterPlanTest {
    @Test
    void namesNodesByTierAndNumberInTheOrderOfTheirStart() {
        assertThat(plan(ClusterOptions.of(2, 1, 1), port -> true).nodes())
                .extracting(PlannedNode::name)
                .containsExactly(
                        "consul-1", "kafka-1", "redis-1", "logic-1", "job-1", "comet-1", "comet-2");
    }

    @Test
    void hasThreeOfAStoreThatIsACluster() {
        ClusterOptions options =
                ClusterOptions.of(1, 1, 1).withBrokers(3).withRedis(RedisForm.CLUSTER);

        assertThat(plan(options, port -> true).stores())
                .extracting(PlannedNode::name)
                .containsExactly(
                        "consul-1",
                        "kafka-1",
                        "kafka-2",
                        "kafka-3",
                        "redis-1",
                        "redis-2",
                        "redis-3");
    }

    @Test
    void givesEachPortOnceAndOnlyFreeOnes() {
        List<Integer> ports =
                plan(ClusterOptions.standard(), port -> port % 2 == 0).nodes().stream()
                        .flatMap(node -> node.ports().values().stream())
                        .toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port % 2 == 0 && port < 32_000);
    }

    @Test
    void givesRedisOfAClusterPortsWhoseBusPortIsFree() {
        ClusterOptions options = ClusterOptions.standard().withRedis(RedisForm.CLUSTER);

        assertThat(plan(options, port -> port < 20_000 || port % 5 == 0).nodes(ClusterTier.REDIS))
                .allMatch(node -> (node.port("client") + PortPool.BUS_DISTANCE) % 5 == 0);
    }

    @Test
    void saysThatNoPortIsFree() {
        assertThatThrownBy(() -> plan(ClusterOptions.standard(), port -> false))
                .hasMessage("no free port from 10500 to 31999");
    }

    @Test
    void tellsNodesWhereTheStoresAre() {
        ClusterPlan plan =
                plan(
                        ClusterOptions.of(1, 1, 1)
                                .withBrokers(3)
                                .withOverrides(Map.of("halley.redis.timeout", "2s")),
                        port -> true);

        Map<String, String> job = new NodeSettings(plan).of(plan.node("job-1").orElseThrow());

        assertThat(job)
                .containsEntry(
                        "halley.kafka.bootstrap-servers",
                        plan.addresses(ClusterTier.KAFKA, "client"))
                .containsEntry("halley.kafka.replication", "3")
                .containsEntry("halley.discovery.kind", "consul")
                .containsEntry("halley.redis.timeout", "2s")
                .doesNotContainKey("halley.comet.tcp-port");
    }

    private static ClusterPlan plan(ClusterOptions options, IntPredicate free) {
        return ClusterPlan.of(options, new PortPool(0, 32_768, free));
    }
}
