package dev.halley.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.process.ProcessMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTest {
    private static final List<NodeStatus> NODES =
            List.of(
                    new NodeStatus(
                            new PlannedNode("redis-1", ClusterTier.REDIS, 1, Map.of("client", 1)),
                            Optional.of(new ProcessMark(42, "x")),
                            NodeState.READY,
                            ""),
                    new NodeStatus(
                            new PlannedNode("job-1", ClusterTier.JOB, 1, Map.of("management", 2)),
                            Optional.empty(),
                            NodeState.KILLED,
                            ""),
                    new NodeStatus(
                            new PlannedNode("job-2", ClusterTier.JOB, 2, Map.of("management", 3)),
                            Optional.of(new ProcessMark(4242, "y")),
                            NodeState.RUNNING,
                            "kafka: away"));

    @Test
    void isATableForPeople() {
        assertThat(StatusTable.of(NODES))
                .containsExactly(
                        "NAME     TIER   PID   STATE    PORTS",
                        "redis-1  redis  42    ready    client 1",
                        "job-1    job    -     killed   management 2",
                        "job-2    job    4242  running  management 3 (kafka: away)");
    }

    @Test
    void isAnArrayForPrograms() {
        assertThat(StatusJson.of(NODES.subList(0, 2)).replaceAll("\\s", ""))
                .isEqualTo(
                        "[{\"name\":\"redis-1\",\"tier\":\"redis\",\"pid\":42,\"state\":\"ready\","
                                + "\"ports\":{\"client\":1}},{\"name\":\"job-1\",\"tier\":\"job\","
                                + "\"pid\":null,\"state\":\"killed\","
                                + "\"ports\":{\"management\":2}}]");
    }
}
