package dev.halley.logic.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.online.CometCounts;
import dev.halley.logic.online.Occupancy;
import dev.halley.logic.online.OnlineSnapshot;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NodeWeightsTest {
    private final NodeWeights weights = new NodeWeights();

    @Test
    void spreadsClientsByWeight() {
        weights.nodes(List.of(node("a", "sh", "10"), node("b", "sh", "30")));

        Map<String, Integer> chosen = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            chosen.merge(best("", 1.6), 1, Integer::sum);
        }

        assertThat(chosen.get("b")).isBetween(290, 330);
    }

    @Test
    void sendsClientsToTheNodeWithFewerConnections() {
        weights.nodes(List.of(node("a", "sh", "10"), node("b", "sh", "10")));
        weights.counts(counts(Map.of("a", 900, "b", 100)));

        assertThat(best("", 1.6)).isEqualTo("b");
    }

    @Test
    void prefersTheClientsRegion() {
        weights.nodes(List.of(node("a", "sh", "10"), node("b", "bj", "10")));
        weights.counts(counts(Map.of("a", 100, "b", 100)));

        assertThat(best("bj", 1.6)).isEqualTo("b");
        weights.counts(counts(Map.of("a", 100, "b", 100)));
        assertThat(best("sh", 1.6)).isEqualTo("a");
    }

    @Test
    void spreadsARushBetweenTwoCounts() {
        weights.nodes(List.of(node("a", "sh", "10"), node("b", "sh", "10")));
        weights.counts(counts(Map.of("a", 50, "b", 50)));

        List<String> rush = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rush.add(best("", 1.6));
        }

        assertThat(rush.stream().filter("a"::equals).count()).isBetween(40L, 60L);
    }

    @Test
    void aNodeThatJoinsIsFilledFirstAndThenGetsItsShare() {
        weights.nodes(List.of(node("a", "sh", "10"), node("b", "sh", "10"), node("c", "sh", "10")));
        weights.counts(counts(Map.of("a", 300, "b", 300)));

        Map<String, Integer> filling = choose(300);
        assertThat(filling).containsOnlyKeys("c");

        weights.counts(counts(Map.of("a", 300, "b", 300, "c", 300)));
        Map<String, Integer> share = choose(300);
        assertThat(share).allSatisfy((name, clients) -> assertThat(clients).isBetween(90, 110));
    }

    private Map<String, Integer> choose(int clients) {
        Map<String, Integer> chosen = new HashMap<>();
        for (int i = 0; i < clients; i++) {
            chosen.merge(best("", 1.6), 1, Integer::sum);
        }
        return chosen;
    }

    @Test
    void leavesOutNodesThatTakeNone() {
        weights.nodes(List.of(node("a", "sh", "0"), node("b", "sh", "1")));

        assertThat(weights.order("", 1.6)).extracting(CometEntry::name).containsExactly("b");
    }

    @Test
    void metadataThatIsNoNumberCountsAsNotTold() {
        CometEntry entry = node("a", "sh", "many");

        assertThat(entry.weight()).isEqualTo(10);
        assertThat(entry.tcpPort()).isZero();
        assertThat(entry.host()).isEqualTo("10.0.0.1");
    }

    private String best(String region, double regionWeight) {
        return weights.order(region, regionWeight).get(0).name();
    }

    private static CometEntry node(String name, String region, String weight) {
        return new CometEntry(
                new NodeAddress(
                        NodeTier.COMET,
                        name,
                        "10.0.0.1",
                        3109,
                        Map.of(NodeMetadata.REGION, region, NodeMetadata.WEIGHT, weight)));
    }

    private static Occupancy counts(Map<String, Integer> sessions) {
        Map<String, CometCounts> comets = new HashMap<>();
        sessions.forEach(
                (name, count) ->
                        comets.put(name + "@000000001", new CometCounts(Map.of(), count, count)));
        return Occupancy.of(new OnlineSnapshot(comets));
    }
}
