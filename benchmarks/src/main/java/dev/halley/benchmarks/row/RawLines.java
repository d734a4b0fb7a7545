package dev.halley.benchmarks.row;

import dev.halley.benchmarks.row.RowRun.Made;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what every run told, each below a line with its command. Closed when all are over. */
final class RawLines implements AutoCloseable {

    private final @Nullable PrintWriter file;

    private RawLines(@Nullable PrintWriter file) {
        this.file = file;
    }

    /**
     * Appends to a file, which is made when it is not there; to none when none is given.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    static RawLines to(Optional<Path> file) {
        if (file.isEmpty()) {
            return new RawLines(null);
        }
        try {
            return new RawLines(
                    new PrintWriter(
                            Files.newBufferedWriter(
                                    file.get(),
                                    StandardCharsets.UTF_8,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.APPEND),
                            true));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "out: " + file.get() + " (expected: a file that can be written)", e);
        }
    }

    /** One run more, on the disk when this returns. */
    void append(Made made) throws IOException {
        if (file == null) {
            return;
        }
        file.println(
                "# %s, turn %d: %s".formatted(made.by().name(), made.turn(), made.by().command()));
        file.println(made.line());
        if (file.checkError()) {
            throw new IOException("a run could not be written to --out");
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
