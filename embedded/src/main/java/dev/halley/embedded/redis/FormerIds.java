package dev.halley.embedded.redis;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replication ids that a server had before it was stopped with everything on disk: a file that is
 * there only while the server is stopped, so that it is true however the server ends. It says too when
 * each of the server's files last changed: those of a backup that was put back changed then, and may
 * have less.
 */
final class FormerIds {
    /** Of older ones it is not said any more that nothing was lost. */
    static final int MOST = 64;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern ID_LINE =
            Pattern.compile("^master_replid:(" + ID + ")\\r?$", Pattern.MULTILINE);

    // Its file has taken all that it was given so far.
    private static final String WRITTEN = "aof_last_write_status:ok";

    private static final Logger LOG = LoggerFactory.getLogger(FormerIds.class);

    private final Path folder;
    private final Path file;

    /** In the folder of all files of the server. */
    FormerIds(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("former-ids");
    }

    /** The replication id in what a server says of itself by INFO; empty: it says none. */
    static Optional<String> idIn(String info) {
        Matcher line = ID_LINE.matcher(info);
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /**
     * What may be kept if the server that says this ends in order now; nothing, if it has no id or
     * could not write its file.
     *
     * @param before what was taken when it started
     */
    static List<String> with(List<String> before, String info) {
        return idIn(info)
                .filter(id -> info.contains(WRITTEN))
                .map(id -> Stream.concat(before.stream(), Stream.of(id)).toList())
                .orElse(List.of());
    }

    /**
     * What was kept, oldest first; from now on it is kept no more, even if the machine fails.
     *
     * @throws EmbeddedServerException if it cannot be deleted
     */
    List<String> take() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        List<String> ids = read();
        try {
            Files.deleteIfExists(file);
            // Otherwise the file may be back after a power failure, and say what is not true then.
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("redis: " + file + " cannot be deleted: " + e, e);
        }
        return ids;
    }

    private List<String> read() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            List<String> lines = Files.readAllLines(file);
            List<String> changes = changes();
            boolean same =
                    !changes.isEmpty()
                            && lines.size() > changes.size()
                            && lines.subList(0, changes.size()).equals(changes);
            List<String> ids = same ? lines.subList(changes.size(), lines.size()) : List.of();
            return ids.stream().allMatch(id -> ID.matcher(id).matches())
                    ? List.copyOf(ids)
                    : List.of();
        } catch (IOException | UncheckedIOException e) {
            return unknown(e);
        }
    }

    /** Keeps the last of these; if it cannot, none. */
    void keep(List<String> ids) {
        try {
            List<String> lines = new ArrayList<>(changes());
            lines.addAll(ids.subList(Math.max(0, ids.size() - MOST), ids.size()));
            Files.write(file, lines);
        } catch (IOException | UncheckedIOException e) {
            unknown(e);
        }
    }

    private static List<String> unknown(Exception e) {
        LOG.atWarn()
                .addKeyValue("reason", e.toString())
                .log("streams begin new epochs, as nobody knows how redis was stopped");
        return List.of();
    }

    /** Of each other file and folder, when it was last changed or put there by the system's clock. */
    private List<String> changes() throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(other -> !other.equals(file) && !other.equals(folder))
                    .sorted()
                    .map(other -> changed(other) + " " + folder.relativize(other))
                    .toList();
        }
    }

    private static Object changed(Path file) {
        try {
            return Files.getAttribute(file, "unix:ctime");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
