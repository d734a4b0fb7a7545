package dev.halley.distribution;

import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is in deploy/. */
public final class Deployed {
    /** The tiers, as they are called everywhere. */
    public static final List<String> TIERS = List.of("comet", "logic", "job");

    private Deployed() {}

    /** A file or folder of deploy/. */
    static Path path(String name) {
        return Document.root().resolve("deploy").resolve(name);
    }

    /** The text of a file of deploy/. */
    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all files that are deployed, relative to deploy/: neither tests nor what is built. */
    static List<String> files() {
        Path top = path("");
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> top.relativize(file).toString())
                    .filter(name -> !name.matches("distribution/(target|src/test)/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
