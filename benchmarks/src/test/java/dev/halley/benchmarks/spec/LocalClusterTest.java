package dev.halley.benchmarks.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class LocalClusterTest {

    private static final String STATE =
            """
            {"version": 1, "nodes": [
              {"name": "kafka-1", "tier": "KAFKA", "ports": {"client": 9092}, "pid": 10},
              {"name": "logic-1", "tier": "LOGIC", "ports": {"rest": 4001, "grpc": 4002}, "pid": 11},
              {"name": "comet-1", "tier": "COMET", "ports": {"tcp": 4003, "ws": 4004}, "pid": 12},
              {"name": "comet-2", "tier": "COMET", "ports": {"tcp": 4005, "ws": 4006}, "pid": null}
            ]}
            """;

    @TempDir private Path folder;

    @BeforeEach
    void remember() throws IOException {
        Files.createDirectories(folder.resolve("one"));
        Files.writeString(folder.resolve("one").resolve("state.json"), STATE);
    }

    @Test
    void seesCometsLogicsAndWhatRuns() {
        ServerView view = new LocalCluster(folder, "one", Wire.WEBSOCKET).look();
        assertThat(view.peer().comets())
                .extracting(LoadTarget::address)
                .extracting(java.net.InetSocketAddress::getPort)
                .containsExactly(4004, 4006);
        assertThat(view.peer().rest())
                .extracting(java.net.InetSocketAddress::getPort)
                .containsExactly(4001);
        assertThat(view.pids())
                .containsOnlyKeys("kafka-1", "logic-1", "comet-1")
                .containsEntry("comet-1", 12L);
    }

    @Test
    void saysWhichClusterIsNotThere() {
        assertThatThrownBy(() -> new LocalCluster(folder, "two", Wire.TCP).look())
                .hasMessageStartingWith("cluster: two (expected: one that runs; there is no ");
    }
}
