package dev.halley.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.halley.testkit.documents.Document;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guide, one after the other as they stand there, on a cluster of their own. */
@Tag("cluster")
@Timeout(900)
class DocumentedClusterIT {
    private static final String GUIDE = "docs/guides/cluster.md";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String PREFIX = "./halley cluster ";
    private static final List<String> NAME = List.of("--name", "guide");

    @TempDir private Path folder;

    @AfterEach
    void down() throws Exception {
        run(List.of("down"));
    }

    @Test
    void everyCommandOfTheGuideWorks() throws Exception {
        for (String line : Document.read(Document.root().resolve(GUIDE)).shellLines()) {
            if (!line.startsWith(PREFIX) || line.contains("--name") || line.endsWith(" -f")) {
                continue;
            }
            String out = run(Document.words(line.substring(PREFIX.length())));
            if (line.endsWith("--json")) {
                assertAllReady(out);
            }
        }
    }

    private static void assertAllReady(String json) {
        assertThat(json.lines().filter(line -> line.contains("\"state\" : \"ready\""))).hasSize(9);
        assertThat(json.lines().filter(line -> line.matches(".*\"pid\" : \\d+,"))).hasSize(9);
    }

    private String run(List<String> words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("cluster"));
        arguments.addAll(words);
        arguments.addAll(NAME);
        try (Launched halley = Launched.start(folder, arguments)) {
            if (halley.exitCode(LIMIT) != 0) {
                fail(arguments + ": " + halley.out() + halley.err());
            }
            return halley.out();
        }
    }
}
