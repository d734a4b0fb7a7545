package dev.halley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.cluster.fixture.SteadyLoad;
import dev.halley.cluster.fixture.TestCluster;
import dev.halley.cluster.fixture.TestNode;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.plan.RedisForm;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes on a Redis Cluster, one of whose masters dies under load. */
@Tag("cluster")
@Timeout(300)
class RedisClusterFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void usersWaitForAMasterThatWasKilledAndMissNothing() {
        ClusterOptions options = ClusterOptions.of(1, 1, 1).withRedis(RedisForm.CLUSTER);
        try (TestCluster cluster = TestCluster.up("redis-cluster-faults", options);
                SteadyLoad load = new SteadyLoad(cluster.nodes(ClusterTier.LOGIC), 50)) {
            TestNode comet = cluster.node("comet-1");
            load.connect(comet, 20);
            load.start();
            load.awaitAccepted(300);

            cluster.node("redis-2").kill();
            load.awaitAccepted(300);
            cluster.node("redis-2").start();
            load.awaitAccepted(300);

            load.stop();
            load.catchUp(LIMIT, comet);
            load.assertOnceAndInOrder();
            assertThat(load.disconnects()).isZero();
        }
    }
}
