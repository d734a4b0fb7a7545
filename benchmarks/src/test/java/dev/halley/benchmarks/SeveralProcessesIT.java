package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Sessions that are held by two or three processes of the harness beside the one that pushes. */
@Timeout(120)
class SeveralProcessesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long ME = ProcessHandle.current().pid();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyDeliveryOfARoomIsCounted(boolean webSocket) throws Exception {
        try (FakeGoim goim = new FakeGoim(webSocket)) {
            int exit =
                    bench(
                            goim,
                            webSocket,
                            "room --sessions=200 --rooms=2 --rate=50 --processes=2 --loops=2");
            assertThat(exit).as("%s%s", out, err).isZero();
            assertThat(json().get("delivered").asLong()).isEqualTo(50 * 100);
            assertThat(json().get("lost").asLong()).isZero();
            assertThat(json().at("/e2e_ms/p50").asDouble()).isPositive();
            assertThat(json().get("title").asText()).contains("from 2 load processes");
            assertThat(goim.sessions.accepted()).isEqualTo(1 + 200);
        }
    }

    @Test
    void eachProcessIsLookedAt() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            bench(goim, false, "room --sessions=30 --rate=50 --processes=3");
            JsonNode processes = json().get("load_processes");
            assertThat(processes).hasSize(3);
            double cores = 0;
            for (JsonNode process : processes) {
                assertThat(process.get("busy").asDouble()).isPositive();
                assertThat(process.at("/hiccup_ms/max").asDouble()).isPositive();
                cores += process.get("cores").asDouble();
            }
            assertThat(json().get("load_cores").asDouble()).isGreaterThanOrEqualTo(cores);
            assertThat(json().get("load_busy").asDouble()).isPositive();
        }
    }

    @Test
    void everyDeliveryToUsersIsCounted() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit = bench(goim, false, "unicast --sessions=30 --rate=100 --processes=2");
            assertThat(exit).as("%s%s", out, err).isZero();
            assertThat(json().get("delivered").asLong()).isEqualTo(100);
        }
    }

    @Test
    void whatIsLostIsFoundOutInTheProcessThatMissesIt() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            AtomicInteger pushes = new AtomicInteger();
            // The warm-up is pushes 0 to 49.
            goim.fault(
                    payloads ->
                            switch (pushes.getAndIncrement()) {
                                case 20, 60 -> List.of();
                                case 70 -> List.of(payloads.get(0), payloads.get(0));
                                default -> payloads;
                            });
            int exit = bench(goim, false, "room --sessions=10 --rate=50 --processes=2");
            assertThat(exit).isEqualTo(1);
            assertThat(json().get("lost").asLong()).isEqualTo(10);
            assertThat(json().get("warmup_lost").asLong()).isEqualTo(10);
            assertThat(json().get("duplicated").asLong()).isEqualTo(10);
        }
    }

    @Test
    void sessionsOfVersionTwoThatAreCutRecover() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            String drops = "drops --sessions=20 --rate=20 --processes=2 --every=1 --away=0.2";
            int exit = bench(goim, false, drops + " --seconds=3");
            assertThat(exit).as("%s%s", out, err).isZero();
            assertThat(json().get("cuts").asLong()).isPositive();
            assertThat(json().get("recovered").asLong()).isPositive();
            assertThat(json().get("holes").asLong()).isZero();
        }
    }

    @Test
    void handshakesAreMadeByAllOfThem() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit =
                    connect(goim, ME, "handshake --sessions=200 --warmup-sessions=1 --processes=2");
            assertThat(exit).as("%s%s", out, err).isZero();
            assertThat(json().get("handshakes").asInt()).isEqualTo(200);
            assertThat(json().get("failed_connects").asInt()).isZero();
            assertThat(json().at("/handshake_ms/p50").asDouble()).isPositive();
        }
    }

    /** The server whose memory must come to rest is one whose memory does, unlike a test's. */
    @Test
    void idleSessionsAreHeldByAllOfThem() throws Exception {
        Process calm = new ProcessBuilder("cat").start();
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit = connect(goim, calm.pid(), "idle --sessions=200 --settle=2 --processes=2");
            assertThat(exit).as("%s%s", out, err).isZero();
            assertThat(json().get("handshakes").asInt()).isEqualTo(200);
            assertThat(json().get("closed_early").asInt()).isZero();
        } finally {
            calm.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProcessThatDiesEndsTheRunWithTheReason() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            Callable<Integer> run =
                    () ->
                            bench(
                                    goim,
                                    false,
                                    "room --sessions=20 --rate=10 --processes=2 --seconds=10");
            FutureTask<Integer> running = new FutureTask<>(run);
            new Thread(running, "dying").start();
            await().atMost(LIMIT).until(() -> goim.pushes() > 5);
            List<ProcessHandle> processes = loadProcesses(ProcessHandle.current());
            processes.get(0).destroyForcibly();
            assertThat(running.get()).isEqualTo(2);
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString())
                    .containsPattern("load process \\d of 2 is gone with its sessions")
                    .contains("exit code 137");
            awaitGone(processes);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noneOutlivesTheOneThatStartedIt(boolean forcibly) throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            Process parent =
                    start(
                            "room",
                            "--sessions=20",
                            "--processes=2",
                            "--seconds=100",
                            "--tcp-port=" + goim.sessions.port(),
                            "--rest=" + goim.restUrl());
            try {
                await().atMost(LIMIT).until(() -> goim.sessions.accepted() == 1 + 20);
                List<ProcessHandle> processes = loadProcesses(parent.toHandle());
                assertThat(processes).hasSize(2);
                if (forcibly) {
                    parent.destroyForcibly();
                } else {
                    parent.destroy();
                }
                awaitGone(processes);
            } finally {
                parent.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "room --processes=0,'--processes: 0 (expected: 1 to 32)'",
        "idle --processes=33,'--processes: 33 (expected: 1 to 32)'",
        "room --processes=2 --rate=20000 --seconds=200,'(expected: 1 to 2000000)'",
        "storm --processes=2,'Unknown option'",
        "latency --processes=2,'Unknown option'",
        "faults --processes=2,'Unknown option'",
        "rest --processes=2,'Unknown option'",
    })
    void refusesWhatMakesNoSense(String line, String message) {
        assertThat(run(List.of(line.split(" ", -1)))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private static void awaitGone(List<ProcessHandle> processes) {
        await().atMost(LIMIT).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** A harness starts no others. */
    private static List<ProcessHandle> loadProcesses(ProcessHandle harness) {
        return harness.children().toList();
    }

    /** A harness in a process of its own. */
    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(BenchMain.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Started by {@link #start}. */
    static final class BenchMain {

        private BenchMain() {}

        public static void main(String[] arguments) {
            System.exit(new CommandLine(new BenchCommand()).execute(arguments));
        }
    }

    private int bench(FakeGoim goim, boolean webSocket, String line) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        arguments.add("--json");
        arguments.add("--most-late=20000");
        arguments.add("--transport=" + (webSocket ? "ws" : "tcp"));
        arguments.add((webSocket ? "--ws-port=" : "--tcp-port=") + goim.sessions.port());
        arguments.add("--rest=" + goim.restUrl());
        arguments.add("--warmup=1");
        if (!line.contains("--seconds")) {
            arguments.add("--seconds=1");
        }
        return run(arguments);
    }

    private int connect(FakeGoim goim, long pid, String line) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        arguments.add("--json");
        arguments.add("--tcp-port=" + goim.sessions.port());
        arguments.add("--pid=server=" + pid);
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}
