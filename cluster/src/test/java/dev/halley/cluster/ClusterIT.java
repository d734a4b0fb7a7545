package dev.halley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.cluster.control.NodeState;
import dev.halley.cluster.fixture.TestCluster;
import dev.halley.cluster.plan.ClusterOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ClusterIT {
    @Test
    void leavesNoProcessWhenItIsTakenDown() {
        long pid;
        try (TestCluster cluster = TestCluster.up("taken-down", ClusterOptions.of(1, 1, 1))) {
            pid = cluster.node("comet-1").pid();
            assertThat(cluster.node("comet-1").state()).isEqualTo(NodeState.READY);
        }

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }
}
