package dev.halley.benchmarks.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page of sizing shows below a command is what that command prints. */
@Timeout(60)
class SizingDocumentTest {

    private static final String COMMAND = "./halley bench size";

    /** To write the outputs anew: run this with {@code -Dhalley.write.docs=true}. */
    @Test
    void thePageShowsWhatTheCommandsPrint() throws IOException {
        Path page = Document.root().resolve("docs/operations/sizing.md");
        List<String> lines = Files.readAllLines(page);
        List<String> expected = withOutputs(lines);
        if (Boolean.getBoolean("halley.write.docs")) {
            Files.write(page, expected);
        }
        assertThat(Files.readAllLines(page)).isEqualTo(expected);
    }

    @Test
    void thePageShowsOneTenAndAHundredMillionUsersAndTheConstants() throws IOException {
        assertThat(Files.readAllLines(Document.root().resolve("docs/operations/sizing.md")))
                .contains(
                        COMMAND + " --users 1000000",
                        COMMAND + " --users 10000000",
                        COMMAND + " --users 100000000",
                        COMMAND + " --constants");
    }

    // A block of text right after one with the command holds its output.
    private static List<String> withOutputs(List<String> lines) {
        List<String> result = new ArrayList<>();
        String command = "";
        boolean inOutput = false;
        for (String line : lines) {
            if (line.startsWith(COMMAND)) {
                command = line;
            }
            if (inOutput && line.equals("```")) {
                inOutput = false;
                command = "";
            }
            if (!inOutput) {
                result.add(line);
            }
            if (line.equals("```text") && !command.isEmpty()) {
                inOutput = true;
                result.addAll(outputOf(command));
            }
        }
        return result;
    }

    private static List<String> outputOf(String command) {
        List<String> words = Document.words(command.substring(COMMAND.length()));
        Executed executed = Executed.size(words.toArray(String[]::new));
        assertThat(executed.exitCode()).as(command).isZero();
        return executed.out().lines().toList();
    }
}
