package dev.halley.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.benchmarks.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(120)
class FloorCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void writesOneFrameForEachMessage() throws Exception {
        int exit = run("--shape=frames", "--sessions=50", "--rate=20", "--json");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isZero();
        assertThat(out.toString()).endsWith("\n").containsOnlyOnce("\n");
        assertThat(json.get("expected").asLong()).isEqualTo(30 * 50);
        assertThat(json.get("delivered").asLong()).isEqualTo(30 * 50);
        assertThat(json.get("lost").asLong()).isZero();
        assertThat(json.get("messages_per_frame").asDouble()).isEqualTo(1);
        assertThat(json.at("/cpu_us_per_frame/floor").isNumber()).isTrue();
        assertThat(json.get("loop_us_per_frame").asDouble()).isPositive();
        assertThat(json.at("/e2e_ms/max").asDouble())
                .isGreaterThanOrEqualTo(json.at("/e2e_ms/p50").asDouble());
        assertThat(json.get("shape").asText()).isEqualTo("frames");
    }

    @Test
    void mergesWhatWaitedDuringAPause() throws Exception {
        // A hundredth of the time for writing: what comes in the pauses is many messages.
        int exit = run("--sessions=200", "--rate=2000", "--duty=0.01", "--loops=2", "--json");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isZero();
        assertThat(json.get("delivered").asLong()).isEqualTo(3_000 * 200);
        assertThat(json.get("messages_per_frame").asDouble()).isGreaterThan(5);
    }

    @Test
    void printsATableForPeople() throws Exception {
        assertThat(run("--shape=most", "--sessions=20", "--rate=50")).isZero();
        assertThat(out.toString())
                .contains("per busy core", "messages per write", "bytes allocated", "verdict");
    }

    @Test
    void saysWhichOptionIsWrong() {
        assertThat(run("--sessions=20000")).isEqualTo(2);
        assertThat(err.toString()).contains("--sessions: 20000 (expected: 1 to 18000)");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "floor";
        all[1] = "--seconds=1";
        all[2] = "--warmup=0.5";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
