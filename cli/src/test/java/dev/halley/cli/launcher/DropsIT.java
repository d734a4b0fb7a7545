package dev.halley.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of protocol version 2 that are cut while messages flow, against all three tiers. */
@Timeout(180)
class DropsIT {
    @TempDir private Path folder;

    @Test
    void whoIsCutAgainAndAgainGetsEverythingOnceAndInOrder() throws Exception {
        try (Launched halley = Launched.run(folder)) {
            halley.awaitReady();
            List<String> drops =
                    List.of(
                            "bench",
                            "drops",
                            "--json",
                            "--sessions=40",
                            "--rate=20",
                            "--seconds=5",
                            "--warmup=1",
                            "--every=3",
                            "--away=1",
                            "--transport=ws",
                            "--cut=rst",
                            "--ws-port=" + halley.port("clients, WebSocket"),
                            "--rest=http://127.0.0.1:" + halley.port("push API and page"));

            try (Launched bench = Launched.start(folder, drops)) {
                assertThat(bench.exitCode()).as(bench.out() + bench.err()).isZero();
                assertThat(bench.out())
                        .contains("\"lost\":0,\"duplicated\":0,\"reordered\":0")
                        .contains("\"delivered_percent\":100.0")
                        .contains("\"not_recovered\":0,")
                        .contains("\"holes\":0,")
                        .doesNotContain("\"recovered\":0,");
            }
        }
    }
}
