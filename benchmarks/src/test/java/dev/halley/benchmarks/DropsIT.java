package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class DropsIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"ws,rst", "tcp,blackhole"})
    void everyClientIsCutAgainAndAgainAndGetsEverything(String transport, String cut)
            throws Exception {
        try (FakeGoim goim = new FakeGoim(transport.equals("ws"))) {
            int exit = drops(goim, "--transport=" + transport, "--cut=" + cut);
            JsonNode json = json();
            assertThat(exit).as(out + "\n" + err).isZero();
            assertThat(json.get("delivered").asLong()).isEqualTo(40 * 2 * 20);
            assertThat(json.get("delivered_percent").asDouble()).isEqualTo(100);
            assertThat(json.get("cuts").asLong()).isGreaterThan(30);
            assertThat(json.get("recovered").asLong()).isEqualTo(json.get("cuts").asLong());
            assertThat(json.get("recovered_messages").asLong()).isPositive();
            assertThat(json.get("not_recovered").asLong()).isZero();
            assertThat(json.get("holes").asLong()).isZero();
            assertThat(json.at("/recovery_ms/p99").asDouble()).isPositive();
            assertThat(json.at("/live_ms/p99").asDouble()).isPositive();
        }
    }

    @Test
    void whatNobodyRecoversIsToldAndNotLost() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.sessions.streams().forget();
            int exit = drops(goim);
            assertThat(exit).as(out + "\n" + err).isZero();
            assertThat(json().get("not_recovered").asLong()).isPositive();
            assertThat(json().get("told").asLong()).isPositive();
            assertThat(json().get("lost").asLong()).isZero();
            assertThat(json().get("delivered_percent").asDouble()).isLessThan(100);
        }
    }

    @Test
    void whatTheServerSkipsIsLost() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            AtomicInteger pushes = new AtomicInteger();
            goim.fault(payloads -> pushes.incrementAndGet() == 60 ? List.of() : payloads);
            int exit = drops(goim);
            assertThat(exit).isEqualTo(1);
            assertThat(json().get("lost").asLong()).isEqualTo(20);
        }
    }

    @Test
    void everybodyIsCutAtOnceWhileAnotherRoomIsWatched() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit =
                    run(
                            "storm",
                            "--json",
                            "--sessions=300",
                            "--rate=40",
                            "--seconds=4",
                            "--warmup=1",
                            "--management=127.0.0.1:1",
                            "--rest=" + goim.restUrl(),
                            "--tcp-port=" + goim.sessions.port());
            JsonNode json = json();
            assertThat(exit).as(out + "\n" + err).isZero();
            assertThat(json.get("cuts").asInt()).isEqualTo(300);
            assertThat(json.get("recovered").asInt()).isEqualTo(300);
            assertThat(json.get("all_back_ms").asDouble()).isBetween(300.0, 5_000.0);
            assertThat(json.get("all_recovered_ms").asDouble())
                    .isGreaterThanOrEqualTo(json.get("all_back_ms").asDouble());
            assertThat(json.at("/bystanders_calm_ms/p99").asDouble()).isPositive();
            assertThat(json.at("/bystanders_storm_ms/p99").asDouble()).isPositive();
            assertThat(json.get("stream_pages_per_recovered").asInt()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--cut=tear,'cut: tear (expected: fin, rst or blackhole)'",
        "--every=0,'--every: 0.0 (expected: 0.1 to 600)'",
        "--away=-1,'--away: -1.0 (expected: 0.1 to 600)'",
        "--protocol=3,'--protocol: 3 (expected: 1 or 2)'",
    })
    void refusesOptionsThatMakeNoSense(String option, String message) {
        int exit = run("drops", option);
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private int drops(FakeGoim goim, String... options) throws IOException {
        boolean webSocket = List.of(options).contains("--transport=ws");
        return run(
                Stream.concat(
                                Stream.of(
                                        "drops",
                                        "--json",
                                        "--sessions=20",
                                        "--rate=40",
                                        "--seconds=2",
                                        "--warmup=1",
                                        "--every=1",
                                        "--away=0.3",
                                        "--still=2",
                                        "--rest=" + goim.restUrl(),
                                        (webSocket ? "--ws-port=" : "--tcp-port=")
                                                + goim.sessions.port()),
                                Stream.of(options))
                        .toArray(String[]::new));
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
