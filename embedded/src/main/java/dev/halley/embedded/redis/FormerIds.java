package dev.halley.embedded.redis;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The replication ids that a server had before it was stopped with everything on disk: a file that is
 * there only while the server is stopped, so that it is true however the server ends. It says too when
 * the server's files last changed: those of a backup that was put back are younger, and may have less.
 */
final class FormerIds {
    /** Of older ones it is not said any more that nothing was lost. */
    static final int MOST = 8;

    static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

    private final Path folder;
    private final Path file;

    /** In the folder of all files of the server. */
    FormerIds(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("former-ids");
    }

    /** What was kept, oldest first; from now on it is kept no more, even if the machine fails. */
    List<String> take() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            List<String> lines = Files.readAllLines(file);
            boolean same = !lines.isEmpty() && lines.get(0).equals(lastChange());
            Files.delete(file);
            // Otherwise the file may be back after a power failure, and say what is not true then.
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
            List<String> ids = same ? lines.subList(1, lines.size()) : List.of();
            return ids.stream().allMatch(id -> ID.matcher(id).matches())
                    ? List.copyOf(ids)
                    : List.of();
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedServerException("redis: " + file + " cannot be used: " + e, e);
        }
    }

    /** Keeps the last of these. */
    void keep(List<String> ids) {
        try {
            List<String> lines = new ArrayList<>(List.of(lastChange()));
            lines.addAll(ids.subList(Math.max(0, ids.size() - MOST), ids.size()));
            Files.write(file, lines);
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedServerException("redis: " + file + " cannot be written: " + e, e);
        }
    }

    /** When one of the other files was last changed, or put there: nobody can set that. */
    private String lastChange() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(other -> !other.equals(file))
                    .map(FormerIds::changed)
                    .max(Comparator.naturalOrder())
                    .map(FileTime::toString)
                    .orElse("");
        }
    }

    private static FileTime changed(Path file) {
        try {
            return (FileTime) Files.getAttribute(file, "unix:ctime");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
