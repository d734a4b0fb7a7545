package dev.halley.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halley.cluster.fixture.StubbornCaller;
import dev.halley.cluster.fixture.TestCluster;
import dev.halley.cluster.fixture.TestNode;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Callers that repeat what they do not know the fate of, while the logic that they ask is killed
 * again and again. For the record: {@code -Dhalley.test.kills=50}.
 */
@Tag("cluster")
@Timeout(1_800)
class IdempotencyIT {
    private static final int KILLS = Integer.getInteger("halley.test.kills", 4);
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void eachKeyIsOnceInItsStreamHoweverOftenLogicIsKilled() throws Exception {
        ClusterOptions options =
                ClusterOptions.of(1, 2, 1)
                        .withOverrides(
                                Map.of(
                                        "halley.streams.rooms.size", "100000",
                                        "halley.streams.rooms.bytes", "100000000"));
        try (TestCluster cluster = TestCluster.up("idempotency", options)) {
            List<TestNode> logics = cluster.nodes(ClusterTier.LOGIC);
            List<StubbornCaller> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(new StubbornCaller(logics, "keys://" + i));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                awaitMore(callers);
                TestNode logic = logics.get(kill % logics.size());
                logic.kill();
                awaitMore(callers);
                logic.start();
            }
            long keys = 0;
            long repeats = 0;
            for (StubbornCaller caller : callers) {
                caller.finish();
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(caller.stream()).isEqualTo(caller.ids()));
                keys += caller.ids().size();
                repeats += caller.repeats();
                caller.close();
            }
            System.out.printf(
                    "%d kills of logic, %d keys, %d attempts repeated: each key once%n",
                    KILLS, keys, repeats);
            assertThat(repeats).isPositive();
        }
    }

    private static void awaitMore(List<StubbornCaller> callers) {
        List<Integer> before = callers.stream().map(caller -> caller.ids().size()).toList();
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> {
                            for (int i = 0; i < callers.size(); i++) {
                                assertThat(callers.get(i).ids().size())
                                        .isGreaterThan(before.get(i) + 10);
                            }
                        });
    }
}
