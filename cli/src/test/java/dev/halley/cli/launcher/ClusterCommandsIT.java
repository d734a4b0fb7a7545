package dev.halley.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands of a cluster say to what cannot be; the guide's commands have their own test. */
@Timeout(120)
class ClusterCommandsIT {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --comets 0 | comets: 0 (expected: 1-16)",
                "up --brokers 2 | brokers: 2 (expected: 1 or 3)",
                "up --set colour=red | colour: unknown key",
                "up --redis many | expected one of [SINGLE, CLUSTER]",
                "restart | restart: no form (expected: --rolling)",
                "status --name Big | name: Big (expected: "
            })
    void refusesWhatCannotBe(String line) throws Exception {
        String[] parts = line.split(" \\| ", -1);

        try (Launched halley = cluster(parts[0])) {
            assertThat(halley.exitCode()).isEqualTo(2);
            assertThat(halley.err()).contains(parts[1]).doesNotContain("\tat ");
        }
    }

    @Test
    void saysThatAClusterIsNotUp() throws Exception {
        for (String command :
                List.of("status", "status --json", "kill comet-1", "logs comet-1", "start job-1")) {
            try (Launched halley = cluster(command + " --name nowhere")) {
                assertThat(halley.exitCode()).as(command).isEqualTo(1);
                assertThat(halley.err()).endsWith("cluster nowhere is not up\n");
            }
        }
    }

    @Test
    void takesDownWhatIsNotUp() throws Exception {
        try (Launched halley = cluster("down --name nowhere")) {
            assertThat(halley.exitCode()).isZero();
            assertThat(halley.out()).isEqualTo("cluster nowhere was not up\n");
        }
    }

    private Launched cluster(String line) throws IOException {
        return Launched.start(folder, List.of(("cluster " + line).split(" ", -1)));
    }
}
