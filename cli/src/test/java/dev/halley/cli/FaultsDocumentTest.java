package dev.halley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages of faults and of promises claim nothing that no test shows. */
@Timeout(60)
class FaultsDocumentTest {
    private static final List<String> PAGES =
            List.of("docs/operations/faults.md", "docs/what-halley-promises.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    @Test
    void everyRowNamesItsTests() {
        assertThat(rows())
                .hasSizeGreaterThan(20)
                .allMatch(row -> TEST.matcher(row).find(), "names a test");
    }

    @Test
    void everyTestThatIsNamedExists() {
        Map<String, String> sources = sources();

        List<String> named =
                rows().stream()
                        .flatMap(row -> TEST.matcher(row).results())
                        .filter(test -> !has(sources, test.group(1), test.group(2)))
                        .map(MatchResult::group)
                        .toList();

        assertThat(named).isEmpty();
    }

    private static boolean has(Map<String, String> sources, String type, String method) {
        return sources.getOrDefault(type, "").contains(" void " + method + "(");
    }

    private static List<String> rows() {
        return PAGES.stream()
                .flatMap(page -> Document.read(Document.root().resolve(page)).lines().stream())
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| what fails") && !line.startsWith("| promise"))
                .toList();
    }

    // Two tests of one name, in two modules, count as one.
    private static Map<String, String> sources() {
        try (Stream<Path> modules = Files.walk(Document.root(), 2)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(FaultsDocumentTest::javaFiles)
                    .collect(
                            Collectors.toMap(
                                    FaultsDocumentTest::type,
                                    FaultsDocumentTest::text,
                                    String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
