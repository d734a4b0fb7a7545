package dev.halley.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path room;
    private Path floor;

    @BeforeEach
    void writeFiles() throws Exception {
        room = Files.writeString(folder.resolve("a"), Runs.room(Runs.ROOM_TITLE, 0.4, 8) + "\n");
        floor = Files.writeString(folder.resolve("b"), Runs.floor(Runs.FLOOR_TITLE, 0.5) + "\n");
    }

    @Test
    void printsATable() {
        assertThat(run(room, floor)).isZero();
        assertThat(out.toString().lines())
                .contains("A  " + room + ": " + Runs.ROOM_TITLE)
                .anyMatch(line -> line.matches("cpu_us_per_delivery.comet +0.600 +0.500 +1.20"))
                .anyMatch(line -> line.matches("deliveries_per_s +1,000 +1,000 +1.00"));
    }

    @Test
    void printsOneLineOfJson() throws Exception {
        assertThat(run("--json", room, floor)).isZero();
        assertThat(out.toString()).endsWith("\n").containsOnlyOnce("\n");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        JsonNode figure = json.path("figures").path("cpu_us_per_delivery.comet");
        assertThat(figure.path("ratio").asDouble()).isEqualTo(1.2);
        assertThat(json.at("/a/good").asBoolean()).isTrue();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path empty = Files.writeString(folder.resolve("c"), "");
        assertThat(run(room, empty)).isEqualTo(2);
        assertThat(err.toString()).contains(empty + ": no run (expected: what --json");
    }

    private int run(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
