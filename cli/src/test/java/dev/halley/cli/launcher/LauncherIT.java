package dev.halley.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class LauncherIT {
    private static final List<String> PORTS =
            List.of(
                    "halley.comet.tcp-port",
                    "halley.comet.ws-port",
                    "halley.comet.grpc.port",
                    "halley.logic.http.port",
                    "halley.logic.grpc.port",
                    "halley.management.port");

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
                        "version");
        try (Launched halley = launch("--help")) {
            assertThat(halley.exitCode()).isZero();
            assertThat(halley.out()).contains(commands).contains("test [--quick]");
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
            awaitReady(halley);
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
            awaitReady(halley);
            children = children(halley);
            halley.kill();
        }
        awaitEnd(children);

        try (Launched again = run()) {
            awaitReady(again);
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

    private static void awaitReady(Launched halley) {
        await().atMost(90, TimeUnit.SECONDS)
                .until(() -> !halley.alive() || halley.out().contains("ready in "));
        assertThat(halley.out()).as(halley.err()).contains("ready in ");
    }

    private Launched run() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--data", folder.resolve("data").toString()));
        for (String port : PORTS) {
            arguments.add("--set");
            arguments.add(port + "=0");
        }
        return Launched.start(folder, arguments);
    }

    private Launched launch(String... arguments) throws IOException {
        return Launched.start(folder, List.of(arguments));
    }
}
