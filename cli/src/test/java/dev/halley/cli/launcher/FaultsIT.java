package dev.halley.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of processes that is broken by a short list of faults. */
@Tag("cluster")
@Timeout(900)
class FaultsIT {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final String NAME = "bench-faults";

    @TempDir private Path folder;

    @AfterEach
    void down() throws Exception {
        try (Launched down = Launched.start(folder, List.of("cluster", "down", "--name", NAME))) {
            assertThat(down.exitCode(LIMIT)).isZero();
        }
    }

    @Test
    void nothingIsLostDoubledOrReorderedOverAListOfFaults() throws Exception {
        try (Launched up = Launched.start(folder, List.of("cluster", "up", "--name", NAME))) {
            assertThat(up.exitCode(LIMIT)).as(up.err()).isZero();
        }
        List<String> faults =
                List.of(
                        "bench",
                        "faults",
                        "--json",
                        "--cluster=" + NAME,
                        "--minutes=1",
                        "--settle=15",
                        "--seed=9",
                        "--sessions=60",
                        "--rate=20");
        try (Launched bench = Launched.start(folder, faults)) {
            assertThat(bench.exitCode(LIMIT)).as(bench.out() + bench.err()).isZero();
            assertThat(bench.out())
                    .contains("\"lost\":0,\"duplicated\":0,\"reordered\":0")
                    .doesNotContain("\"faults\":0,");
        }
    }
}
