package dev.halley.cluster.state;

import dev.halley.cluster.ClusterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where everything of one local cluster is, and who may change it. */
public final class ClusterFolder {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final String STATE = "state.json";

    private final Path all;
    private final String name;

    /**
     * The folder of the cluster of this name; it need not be there.
     *
     * @param all folder of all clusters
     * @throws IllegalArgumentException if the name is none
     */
    public ClusterFolder(Path all, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: "
                            + name
                            + " (expected: up to 32 lower-case letters, digits and dashes)");
        }
        this.all = all.toAbsolutePath().normalize();
        this.name = name;
    }

    /** The cluster's name. */
    public String name() {
        return name;
    }

    /** The folder itself. */
    public Path path() {
        return all.resolve(name);
    }

    /** What the cluster remembers. */
    public StateFile state() {
        return new StateFile(path().resolve(STATE));
    }

    /** What all other clusters here remember, as far as it can be understood. */
    public List<ClusterState> others() {
        try (Stream<Path> folders = Files.exists(all) ? Files.list(all) : Stream.empty()) {
            return folders.filter(folder -> !folder.equals(path()))
                    .map(folder -> new StateFile(folder.resolve(STATE)))
                    .flatMap(ClusterFolder::understood)
                    .toList();
        } catch (IOException e) {
            throw new ClusterException("cannot read " + all + ": " + e, e);
        }
    }

    /** Folder of a node's data. */
    public Path data(String node) {
        return path().resolve("data").resolve(node);
    }

    /** A node's configuration. */
    public Path config(String node) {
        return path().resolve("conf").resolve(node + ".yaml");
    }

    /** What a node prints. */
    public Path log(String node) {
        return path().resolve("logs").resolve(node + ".log");
    }

    /** A node's process id, for people. */
    public Path pid(String node) {
        return data(node).resolve("pid");
    }

    /** Makes it, without anything of a cluster that was here before. */
    public void create() {
        delete(path());
        try {
            for (String part : List.of("data", "conf", "logs")) {
                Files.createDirectories(path().resolve(part));
            }
        } catch (IOException e) {
            throw new ClusterException("cannot use " + path() + ": " + e, e);
        }
    }

    /** Forgets the cluster; what its nodes printed stays until there is another one. */
    public void forget() {
        delete(path().resolve("data"));
        delete(path().resolve("conf"));
        delete(path().resolve(STATE));
    }

    /**
     * Does this while no other command changes this cluster.
     *
     * @throws ClusterException if another command is at work
     */
    public <T> T locked(Supplier<T> step) {
        try {
            Files.createDirectories(all);
            try (FileChannel channel =
                    FileChannel.open(
                            all.resolve(name + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                if (tryLock(channel) == null) {
                    throw new ClusterException(
                            "another command is at work on cluster " + name + "; try again later");
                }
                return step.get();
            }
        } catch (IOException e) {
            throw new ClusterException("cannot use " + all + ": " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Stream<ClusterState> understood(StateFile file) {
        try {
            return file.read().stream();
        } catch (ClusterException e) {
            return Stream.empty();
        }
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path entry : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new ClusterException("cannot delete " + path + ": " + e, e);
        }
    }
}
