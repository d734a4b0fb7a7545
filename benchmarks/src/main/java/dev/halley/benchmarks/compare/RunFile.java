package dev.halley.benchmarks.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code --json} has printed, once or several times: a line of JSON for each run. Lines of
 * other kinds, such as those of the error stream, are passed over.
 *
 * @param name of the file
 * @param runs at least one, in the order of the file
 */
public record RunFile(String name, List<JsonNode> runs) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the runs. */
    public RunFile {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": no run (expected: what --json of a scenario printed)");
        }
    }

    /**
     * Reads a file. Blocks for it.
     *
     * @throws IllegalArgumentException if it cannot be read or holds no run
     */
    public static RunFile read(Path file) {
        try {
            return parse(file.toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + reason(e), e);
        }
    }

    static RunFile parse(String name, List<String> lines) throws JsonProcessingException {
        List<JsonNode> runs = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("{")) {
                JsonNode run = JSON.readTree(line);
                if (run.path("title").isTextual()) {
                    runs.add(run);
                }
            }
        }
        return new RunFile(name, runs);
    }

    /** What was run: that of the first; all of a file should be the same. */
    public RunIdentity identity() {
        return RunIdentity.of(runs.get(0));
    }

    /** Whether every run said of itself that it is a good one. */
    public boolean good() {
        return runs.stream().allMatch(run -> run.path("good").asBoolean(false));
    }

    private static String reason(IOException e) {
        return e instanceof JsonProcessingException
                ? "a line is no JSON (expected: what --json of a scenario printed)"
                : "cannot be read (expected: a file with what --json of a scenario printed)";
    }
}
