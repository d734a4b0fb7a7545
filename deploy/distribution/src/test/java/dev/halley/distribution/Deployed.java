package dev.halley.distribution;

import dev.halley.testkit.documents.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is in deploy/. */
final class Deployed {
    static final List<String> TIERS = List.of("comet", "logic", "job");

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
}
