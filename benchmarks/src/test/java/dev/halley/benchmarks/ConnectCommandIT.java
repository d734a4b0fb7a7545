package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
class ConnectCommandIT {

    private static final long ME = ProcessHandle.current().pid();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void handshakesAreCountedAndLeaveNobodyBehind(boolean webSocket) throws Exception {
        try (FakeGoim goim = new FakeGoim(webSocket)) {
            bench(goim, webSocket, "handshake", "--sessions=300", "--warmup-sessions=50");
            assertThat(json().get("handshakes").asInt()).isEqualTo(300);
            assertThat(json().get("failed_connects").asInt()).isZero();
            assertThat(json().at("/handshake_ms/p50").asDouble()).isPositive();
            assertThat(json().at("/cpu_us_per_handshake/me").asDouble()).isPositive();
            assertThat(goim.sessions.accepted()).isEqualTo(1 + 50 + 300);
        }
    }

    @Test
    void handshakesThatFailFailTheRun() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.sessions.refuseSessionsAfter(20);
            int exit = bench(goim, false, "handshake", "--sessions=30", "--warmup-sessions=0");
            assertThat(exit).isEqualTo(1);
            assertThat(json().get("failed_connects").asInt()).isEqualTo(10);
            assertThat(json().get("objections").toString()).contains("could not connect");
            assertThat(json().get("troubles").toString()).contains("10 x closed by the server");
        }
    }

    @Test
    void idleSessionsAreHeldAndTheHeapOfAJvmIsLookedAt() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            bench(goim, false, "idle", "--sessions=200", "--settle=4", "--live-heap");
            assertThat(json().get("handshakes").asInt()).isEqualTo(200);
            assertThat(json().get("closed_early").asInt()).isZero();
            assertThat(json().at("/rss_kb/me").asInt()).isPositive();
            assertThat(json().at("/rss_kb_per_session/me").isNumber()).isTrue();
            assertThat(json().at("/live_heap_kb/me").asDouble()).isPositive();
            // Both sides of the sessions are in this JVM.
            assertThat(json().at("/live_heap_kb_per_session/me").asDouble()).isBetween(1.0, 100.0);
        }
    }

    @Test
    void aProcessThatIsNoJvmHasNoLiveHeap() throws Exception {
        Process other = new ProcessBuilder("cat").start();
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit =
                    run(
                            "idle",
                            "--tcp-port=" + goim.sessions.port(),
                            "--live-heap",
                            "--pid=redis=" + other.pid());
            assertThat(exit).isEqualTo(2);
            assertThat(err.toString())
                    .contains("live heap of redis=" + other.pid() + ": no JVM (expected: a JVM)");
        } finally {
            other.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "idle --sessions=100001,'--sessions: 100001 (expected: 1 to 100000)'",
        "idle --settle=0,'--settle: 0 (expected: 0.5 to 600)'",
        "idle --rooms=0,'--rooms: 0 (expected: 1 to 15000)'",
        "handshake --sessions=100001,'--sessions: 100001 (expected: 1 to 100000)'",
        "handshake --warmup-sessions=-1,'--warmup-sessions: -1 (expected: 0 to 20000)'",
        "handshake --dial=1025,'--dial: 1025 (expected: 1 to 1024)'",
        "handshake --protocol=3,'--protocol: 3 (expected: 1 or 2)'",
    })
    void refusesOptionsThatMakeNoSense(String line, String message) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private int bench(FakeGoim goim, boolean webSocket, String scenario, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of(scenario, "--json", "--pid=me=" + ME));
        arguments.add("--transport=" + (webSocket ? "ws" : "tcp"));
        arguments.add((webSocket ? "--ws-port=" : "--tcp-port=") + goim.sessions.port());
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}
