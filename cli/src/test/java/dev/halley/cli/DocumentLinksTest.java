package dev.halley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DocumentLinksTest {
    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Document document : Document.all()) {
            for (String link : document.links()) {
                whyBroken(document, link)
                        .ifPresent(why -> broken.add(document + ": " + link + ": " + why));
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDocumentIsReachedFromTheReadme() {
        List<Path> reached = new ArrayList<>(List.of(Document.root().resolve("README.md")));
        for (int i = 0; i < reached.size(); i++) {
            Document document = Document.read(reached.get(i));
            document.links().stream()
                    .map(link -> fileOf(document, link))
                    .flatMap(DocumentLinksTest::documentsAt)
                    .filter(file -> !reached.contains(file))
                    .forEach(reached::add);
        }
        assertThat(Document.all()).extracting(Document::file).isSubsetOf(reached);
    }

    @Test
    void findsLinksAndHeadings() {
        Document document =
                new Document(
                        Path.of("a.md"),
                        List.of(
                                "# The \"first\" one, 1.0",
                                "see [b](b.md#part) and ![c](c.svg), not [d](https://d/) or `[e](e)`",
                                "```",
                                "[f](f.md)",
                                "```"));
        assertThat(document.links()).containsExactly("b.md#part", "c.svg");
        assertThat(document.anchors()).containsExactly("the-first-one-10");
    }

    private static Optional<String> whyBroken(Document document, String link) {
        Path file = fileOf(document, link);
        if (!Files.exists(file)) {
            return Optional.of("no such file");
        }
        int hash = link.indexOf('#');
        boolean found =
                hash < 0 || Document.read(file).anchors().contains(link.substring(hash + 1));
        return found ? Optional.empty() : Optional.of("no such heading");
    }

    // A link to a folder shows the reader all that is in it.
    private static Stream<Path> documentsAt(Path path) {
        Stream<Path> files = Files.isDirectory(path) ? list(path).stream() : Stream.of(path);
        return files.filter(Files::exists).filter(file -> file.toString().endsWith(".md"));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path fileOf(Document document, String link) {
        String path = link.replaceFirst("#.*$", "");
        return path.isEmpty() ? document.file() : document.file().resolveSibling(path).normalize();
    }
}
