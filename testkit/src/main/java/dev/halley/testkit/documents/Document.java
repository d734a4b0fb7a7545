package dev.halley.testkit.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Markdown file of this repository.
 *
 * @param file where it is
 * @param lines its text
 */
public record Document(Path file, List<String> lines) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");

    /** Keeps a copy of the lines. */
    public Document {
        lines = List.copyOf(lines);
    }

    /** Every document that a reader of the repository comes upon. */
    public static List<Document> all() {
        Path root = root();
        try (Stream<Path> inDocs = Files.walk(root.resolve("docs"));
                Stream<Path> atRoot = Files.list(root)) {
            return Stream.concat(inDocs, atRoot)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The repository's top folder, from whichever module the test runs in. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/README.md"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("no docs/README.md above the working folder");
            }
        }
        return folder;
    }

    /** Reads one; the file must be there. */
    public static Document read(Path file) {
        try {
            return new Document(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Targets of all links but those that leave the repository. */
    public List<String> links() {
        return prose().map(line -> INLINE_CODE.matcher(line).replaceAll("code"))
                .flatMap(line -> LINK.matcher(line).results())
                .map(match -> match.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** The names that links use for the headings. */
    public Set<String> anchors() {
        return prose().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Lines of the blocks that are for a shell, without their comments. */
    public List<String> shellLines() {
        List<String> found = new ArrayList<>();
        boolean inShell = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                inShell = line.equals("```sh");
            } else if (inShell) {
                found.add(line.replaceFirst("\\s+#.*$", "").strip());
            }
        }
        return found;
    }

    private Stream<String> prose() {
        List<String> found = new ArrayList<>();
        boolean inBlock = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                inBlock = !inBlock;
            } else if (!inBlock) {
                found.add(line);
            }
        }
        return found.stream();
    }

    /** The file relative to the repository, for messages. */
    @Override
    public String toString() {
        return root().relativize(file).toString();
    }

    /** Splits a line as a shell does, as far as the documents need it. */
    public static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)").matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words;
    }
}
