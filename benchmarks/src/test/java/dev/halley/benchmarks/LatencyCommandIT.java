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
import picocli.CommandLine;

@Timeout(60)
class LatencyCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void loneMessagesAreLookedAtBesideABackground() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit =
                    bench(
                            goim,
                            "--rate=20",
                            "--background=100",
                            "--background-sessions=30",
                            "--background-rooms=3");
            assertThat(exit).as(err.toString()).isZero();
            JsonNode json = new ObjectMapper().readTree(out.toString());
            assertThat(json.get("expected").asInt()).isEqualTo(20);
            assertThat(json.get("delivered").asInt()).isEqualTo(20);
            assertThat(json.at("/e2e_ms/p999").asDouble()).isPositive();
            assertThat(json.at("/load_hiccup_ms/p999").asDouble()).isPositive();
            assertThat(json.get("e2e_p999_over_hiccup").asDouble()).isPositive();
            assertThat(json.at("/background/expected").asInt()).isEqualTo(100 * 10);
            assertThat(json.at("/background/lost").asInt()).isZero();
        }
    }

    @Test
    void aBackgroundThatCannotBeMadeEndsTheRun() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            // Served are the probes, which send nothing, and one session: the lone one or another.
            goim.sessions.refuseSessionsAfter(1);
            int exit =
                    bench(
                            goim,
                            "--background=10",
                            "--background-sessions=1",
                            "--background-rooms=1");
            assertThat(exit).isEqualTo(2);
            assertThat(err.toString()).contains("no session could connect to");
            assertThat(out.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--background=0,'--background: 0 (expected: 0.1 to 20000)'",
        "--background-sessions=0,'--background-sessions: 0 (expected: 1 to 18000)'",
        "--background-rooms=1001,'--background-rooms: 1001 (expected: 1 to 1000)'",
        "--rate=0,'--rate: 0 (expected: 0.1 to 20000)'",
    })
    void refusesOptionsThatMakeNoSense(String option, String message) {
        List<String> arguments = new ArrayList<>(List.of("latency", option));
        if (!option.startsWith("--background=")) {
            arguments.add("--background=10");
        }
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void defaultsAreThoseOfLoneMessages() {
        CommandLine latency = new CommandLine(new BenchCommand()).getSubcommands().get("latency");
        assertThat(latency.getUsageMessage())
                .containsPattern(
                        "at most 18000 for each process of\\s+the harness that holds them"
                                + "\\s+\\(default: 1\\)")
                .containsPattern("Measured seconds \\(default: 60\\)");
    }

    private int bench(FakeGoim goim, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("latency", "--json"));
        arguments.add("--most-late=20000");
        arguments.add("--tcp-port=" + goim.sessions.port());
        arguments.add("--rest=" + goim.restUrl());
        arguments.addAll(List.of("--seconds=1", "--warmup=0"));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
