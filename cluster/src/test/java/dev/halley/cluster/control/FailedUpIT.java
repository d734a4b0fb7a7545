package dev.halley.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.cluster.ClusterException;
import dev.halley.cluster.plan.ClusterOptions;
import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.process.Command;
import dev.halley.cluster.state.ClusterFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("cluster")
@Timeout(180)
class FailedUpIT {
    @TempDir private Path all;

    private final List<String> said = new ArrayList<>();

    @Test
    void namesTheNodeThatEndedShowsItsLogAndLeavesNothingRunning() {
        ClusterFolder folder = new ClusterFolder(all, "broken");
        LocalCluster cluster = new LocalCluster(folder, FailedUpIT::failing, said::add);

        assertThatThrownBy(() -> cluster.up(ClusterOptions.of(1, 1, 1)))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("logic-1 ended before it was ready; its log, ")
                .hasMessageEndingWith("  out of luck");

        assertThat(said).hasSize(1);
        assertThat(cluster.status()).isEmpty();
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(
                        process ->
                                process.info().commandLine().orElse("").contains(all.toString()));
    }

    /** Of three nodes one ends, soon; the others would stay. */
    private static Command failing(ClusterTier tier, Path config) {
        String script =
                tier == ClusterTier.LOGIC ? "echo out of luck; sleep 0.2; exit 3" : "sleep 100";
        return Command.of(List.of("sh", "-c", script, config.toString()));
    }
}
