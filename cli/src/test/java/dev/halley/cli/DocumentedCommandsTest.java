package dev.halley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.halley.testkit.documents.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every {@code ./halley} line that the documents show is one that the launcher understands. */
@Timeout(30)
class DocumentedCommandsTest {
    private static final String LAUNCHER = "./halley ";

    @TestFactory
    Stream<DynamicTest> understands() {
        return Document.all().stream()
                .flatMap(
                        document ->
                                commands(document)
                                        .map(
                                                line ->
                                                        dynamicTest(
                                                                document + ": " + line,
                                                                () -> check(line))));
    }

    @Test
    void theReadmeShowsHowToRunAndToTest() {
        Document readme = Document.read(Document.root().resolve("README.md"));
        assertThat(commands(readme)).contains("./halley run", "./halley test");
    }

    @Test
    void theLauncherIsThere() {
        Path launcher = Document.root().resolve("halley");
        assertThat(Files.isExecutable(launcher)).as("%s is executable", launcher).isTrue();
    }

    private static Stream<String> commands(Document document) {
        return document.shellLines().stream().filter(line -> line.startsWith(LAUNCHER));
    }

    private static void check(String line) {
        List<String> words = Document.words(line.substring(LAUNCHER.length()));
        if (words.get(0).equals("test")) {
            // The launcher's own: it runs Maven, not Java.
            assertThat(words)
                    .isSubsetOf("test", "--quick", "--cluster")
                    .hasSizeLessThanOrEqualTo(2);
            return;
        }
        assertThatCode(() -> Halley.commandLine().parseArgs(words.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }
}
