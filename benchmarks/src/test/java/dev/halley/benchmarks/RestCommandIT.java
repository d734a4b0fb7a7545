package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class RestCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void callersPushUntilSoManyPushesAreMade() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            bench(goim, "--target=mids", "--callers=20", "--pushes=400", "--warmup=0");
            assertThat(json().get("pushes").asInt()).isEqualTo(400);
            assertThat(goim.pushes()).isEqualTo(400);
            assertThat(json().get("accepted_per_s").asDouble()).isPositive();
            assertThat(json().at("/rest_ms/p50").asDouble()).isPositive();
            assertThat(json().at("/cpu_us_per_push/me").asDouble()).isPositive();
            assertThat(json().get("rest_refused").asInt()).isZero();
        }
    }

    @Test
    void withARatePushesAreMadeOnSchedule() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit = bench(goim, "--rate=100", "--seconds=1", "--warmup=0.5", "--callers=8");
            assertThat(exit).as(out.toString()).isZero();
            assertThat(json().get("pushes").asInt()).isEqualTo(100);
            assertThat(goim.pushes()).isEqualTo(150);
        }
    }

    @Test
    void pushesThatAreRefusedFailTheRun() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.refuse(
                    push ->
                            switch (push % 4) {
                                case 0 -> Optional.of("400 {\"code\":-400}");
                                case 1 -> Optional.of("500 {\"code\":-500}");
                                case 2 -> Optional.of("202 {\"id\":\"1\"}");
                                default -> Optional.empty();
                            });
            int exit = bench(goim, "--pushes=40", "--warmup=0", "--callers=4");
            assertThat(exit).isEqualTo(1);
            assertThat(json().get("pushes").asInt()).isEqualTo(20);
            assertThat(json().get("rest_refused").asInt()).isEqualTo(10);
            assertThat(json().get("rest_errors").asInt()).isEqualTo(10);
            assertThat(json().get("troubles").toString()).contains("status 400", "status 500");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--callers=0,'--callers: 0 (expected: 1 to 512)'",
        "--rate=0,'--rate: 0 (expected: 0.1 to 100000)'",
        "--pushes=0,'--pushes: 0 (expected: 1 to 100000000)'",
        "--target=all,'--target: all (expected: room, user or mids)'",
        "--targets=0,'--targets: 0 (expected: 1 to 10000)'",
        "--payload-bytes=0,'--payload-bytes: 0 (expected: 1 to 65536)'",
        "--seconds=0.5,'--seconds: 0.5 (expected: 1 to 3600)'",
    })
    void refusesOptionsThatMakeNoSense(String option, String message) {
        assertThat(run("rest", option)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private int bench(FakeGoim goim, String... options) {
        List<String> arguments = new ArrayList<>(List.of("rest", "--json", "--most-late=20000"));
        arguments.add("--rest=" + goim.restUrl());
        arguments.add("--pid=me=" + ProcessHandle.current().pid());
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
