package dev.halley.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class LauncherIT {
    @TempDir private Path folder;

    @Test
    void saysItsVersion() throws Exception {
        try (Launched halley = launch("version")) {
            assertThat(halley.exitCode()).isZero();
            assertThat(halley.out()).startsWith("halley ").contains("Java ");
        }
    }

    @Test
    void explainsEveryCommand() throws Exception {
        List<String> commands =
                List.of(
                        "run", "comet", "logic", "job", "push", "connect", "bench", "config",
                        "cluster", "version");
        try (Launched halley = launch("--help")) {
            assertThat(halley.exitCode()).isZero();
            assertThat(halley.out()).contains(commands).contains("test [--quick|--cluster]");
        }
        for (String command : commands) {
            try (Launched halley = launch(command, "--help")) {
                assertThat(halley.exitCode()).as(command).isZero();
                assertThat(halley.out()).startsWith("Usage: halley " + command);
            }
        }
    }

    @Test
    void refusesACommandItDoesNotKnow() throws Exception {
        try (Launched halley = launch("fly")) {
            assertThat(halley.exitCode()).isEqualTo(2);
            assertThat(halley.err()).contains("fly");
        }
    }

    @Test
    void saysEverythingThatIsWrongWithAConfiguration() throws Exception {
        Path file = folder.resolve("halley.yaml");
        Files.writeString(file, "halley: {comet: {tcp-port: many}, colour: red}\n");

        try (Launched halley = launch("config", "check", "--config", file.toString())) {
            assertThat(halley.exitCode()).isEqualTo(1);
            assertThat(halley.err())
                    .isEqualTo(
                            "halley.colour: unknown key (expected: a key of the configuration"
                                    + " reference)\n"
                                    + "halley.comet.tcp-port: many (expected: integer 0..65535)\n");
        }
    }

    @Test
    void runsUntilItIsTerminatedAndLeavesNothingBehind() throws Exception {
        try (Launched halley = run()) {
            halley.awaitReady();
            assertThat(children(halley)).isNotEmpty();
            List<ProcessHandle> children = children(halley);

            halley.terminate();

            assertThat(halley.exitCode()).isZero();
            assertThat(halley.out()).endsWith("stopping\nstopped\n");
            awaitEnd(children);
        }
    }

    @Test
    void startsCleanAfterItWasKilled() throws Exception {
        List<ProcessHandle> children;
        try (Launched halley = run()) {
            halley.awaitReady();
            children = children(halley);
            halley.kill();
        }
        awaitEnd(children);

        try (Launched again = run()) {
            again.awaitReady();
            again.terminate();
            assertThat(again.exitCode()).isZero();
        }
    }

    private static List<ProcessHandle> children(Launched halley) {
        return ProcessHandle.of(halley.pid()).stream().flatMap(ProcessHandle::descendants).toList();
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    }

    private Launched run() throws IOException {
        return Launched.run(folder);
    }

    private Launched launch(String... arguments) throws IOException {
        return Launched.start(folder, List.of(arguments));
    }
}
