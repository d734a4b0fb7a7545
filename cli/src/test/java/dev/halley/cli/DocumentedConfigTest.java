package dev.halley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file that the guide has every tier read is one that every tier takes. */
@Timeout(60)
class DocumentedConfigTest {
    private static final String GUIDE = "docs/guides/getting-started.md";

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> everyTierTakesTheSharedFile() throws IOException {
        Path file = folder.resolve("halley.yaml");
        Files.write(file, yaml(Document.read(Document.root().resolve(GUIDE))));
        return Stream.of("comet", "logic", "job", "all")
                .map(tier -> dynamicTest(tier, () -> assertThat(check(file, tier)).isZero()));
    }

    private static int check(Path file, String tier) {
        return Halley.commandLine()
                .execute("config", "check", "--config", file.toString(), "--tier", tier);
    }

    private static List<String> yaml(Document guide) {
        return guide.lines().stream()
                .dropWhile(line -> !line.equals("```yaml"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }
}
