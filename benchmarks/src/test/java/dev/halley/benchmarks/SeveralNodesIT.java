package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(120)
class SeveralNodesIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sessionsOfOneRoomAreSpreadOverAllComets() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            FakeSessions second = goim.addComet();
            assertThat(bench(goim, comets(goim, second), "--sessions=10", "--rate=20")).isZero();
            assertThat(json().get("delivered").asLong()).isEqualTo(20 * 10);
            assertThat(second.sent()).isEqualTo(goim.sessions.sent()).isPositive();
        }
    }

    @Test
    void sessionsOfACometThatDiesComeBackOnTheOtherAndNothingCountsAsLost() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            FakeSessions second = goim.addComet();
            goim.fault(payloads -> killAt(goim, 20, second::close, payloads));
            int exit = bench(goim, comets(goim, second), "--rate=30", "--seconds=3", "--still=3");
            assertThat(exit).as(err.toString()).isZero();
            assertThat(json().get("lost").asLong()).isZero();
            assertThat(json().get("reconnects").asLong()).isEqualTo(5);
            assertThat(json().get("closed_early").asLong()).isZero();
            assertThat(json().get("missed_while_away").asLong()).isPositive();
            assertThat(json().at("/reconnect_ms/max").asDouble()).isBetween(0.0, 3_000.0);
            int back = 0;
            for (JsonNode count : json().get("reconnect_histogram")) {
                back += count.asInt();
            }
            assertThat(back).isEqualTo(5);
        }
    }

    @Test
    void whatIsMissingAfterTheReconnectIsLost() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            FakeSessions second = goim.addComet();
            goim.fault(
                    payloads ->
                            goim.pushes() == 85
                                    ? List.of()
                                    : killAt(goim, 5, second::close, payloads));
            int exit = bench(goim, comets(goim, second), "--rate=30", "--seconds=3", "--still=3");
            assertThat(exit).isEqualTo(1);
            assertThat(json().get("lost").asLong()).isEqualTo(10);
        }
    }

    @Test
    void pushesGoOnThroughTheOtherEndpointWhenOneDies() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            HttpServer second = goim.addRest();
            goim.fault(payloads -> killAt(goim, 10, () -> stopLater(second), payloads));
            String rest = "--rest=" + goim.restUrl() + "," + FakeGoim.url(second);
            int exit = bench(goim, rest, "--rate=30", "--seconds=2");
            assertThat(exit).isZero();
            assertThat(json().get("pushes").asLong()).isEqualTo(60);
            assertThat(json().get("delivered").asLong()).isEqualTo(60 * 10);
            assertThat(json().get("refused").asLong() + json().get("uncertain").asLong())
                    .isPositive();
        }
    }

    @Test
    void aPushThatFailedOnTheServerIsRepeatedAndIsUncertainWhetherItArrivesOrNot()
            throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.refuse(
                    number ->
                            number % 10 == 5
                                    ? Optional.of("503 {\"code\":-500,\"message\":\"busy\"}")
                                    : Optional.empty());
            int exit = bench(goim, "--reconnect", "--rate=30", "--seconds=2");
            assertThat(exit).isZero();
            assertThat(json().get("pushes").asLong()).isEqualTo(60);
            assertThat(json().get("uncertain").asLong()).isPositive();
            assertThat(json().get("rest_unsent").asLong()).isZero();
        }
    }

    @Test
    void anUncertainPushThatArrivesAfterItsRepetitionIsNotReordered() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.answerButDeliver(
                    number -> number == 20 ? "503 {\"code\":-500,\"message\":\"late\"}" : "");
            goim.fault(
                    payloads ->
                            goim.pushes() == 20
                                    ? goim.hold(payloads)
                                    : goim.pushes() == 21 ? goim.release(payloads) : payloads);
            assertThat(bench(goim, "--reconnect", "--callers=1", "--rate=30")).isZero();
            assertThat(json().get("reordered").asLong()).isZero();
            assertThat(json().get("uncertain_odd").asLong()).isEqualTo(10);
        }
    }

    @Test
    void aStallIsTheLongestGapThoughManyMessagesWaitedInIt() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.fault(
                    payloads -> {
                        boolean stalled = goim.pushes() >= 20 && goim.pushes() < 50;
                        return stalled ? goim.hold(payloads) : goim.releaseInOrder(payloads);
                    });
            assertThat(bench(goim, "--rate=30", "--seconds=3")).isZero();
            assertThat(json().get("longest_gap_ms").asDouble()).isBetween(800.0, 1_600.0);
        }
    }

    @Test
    void stepsNeedACluster() {
        assertThat(run("room", "--at=1s:kill job-1")).isEqualTo(2);
        assertThat(err.toString()).contains("(expected: only with --cluster)");
    }

    @Test
    void saysWhichClusterIsNotThere() {
        assertThat(run("room", "--cluster=nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("--cluster: nowhere (expected: one that runs");
    }

    private interface Kill {
        void run() throws IOException;
    }

    private static List<byte[]> killAt(FakeGoim goim, int push, Kill kill, List<byte[]> payloads) {
        try {
            if (goim.pushes() == push) {
                kill.run();
            }
            return payloads;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not within a request to it, which it would wait for. */
    private static void stopLater(HttpServer server) {
        Thread thread = new Thread(() -> server.stop(0));
        thread.setDaemon(true);
        thread.start();
    }

    private static String comets(FakeGoim goim, FakeSessions second) throws IOException {
        return "--comet=127.0.0.1:" + goim.sessions.port() + ",127.0.0.1:" + second.port();
    }

    private int bench(FakeGoim goim, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("room", "--json", "--warmup=0"));
        arguments.add("--most-late=20000");
        arguments.add("--tcp-port=" + goim.sessions.port());
        arguments.addAll(List.of(options));
        if (!String.join(" ", options).contains("--rest")) {
            arguments.add("--rest=" + goim.restUrl());
        }
        if (!String.join(" ", options).contains("--seconds")) {
            arguments.add("--seconds=1");
        }
        if (!String.join(" ", options).contains("--sessions")) {
            arguments.add("--sessions=10");
        }
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
