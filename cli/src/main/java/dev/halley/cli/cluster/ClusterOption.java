package dev.halley.cli.cluster;

import static java.util.Objects.requireNonNull;

import dev.halley.cluster.ClusterException;
import dev.halley.cluster.control.LocalCluster;
import dev.halley.cluster.state.ClusterFolder;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which cluster a command is about. */
public final class ClusterOption {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Name of the cluster (default: ${DEFAULT-VALUE}).")
    private String name = "default";

    /** Made by picocli. */
    public ClusterOption() {}

    /** Its name. */
    String name() {
        return name;
    }

    /** What a reader adds to other commands to mean this cluster. */
    String words() {
        return name.equals("default") ? "" : " --name " + name;
    }

    /**
     * The cluster, up or not.
     *
     * @throws ParameterException if no cluster can have this name
     */
    public LocalCluster cluster() {
        Path root = root();
        ClusterFolder folder =
                checked(() -> new ClusterFolder(root.resolve(".halley").resolve("cluster"), name));
        return new LocalCluster(folder, new LauncherScript(root), System.out::println);
    }

    // The archive's own scripts start one node on one machine, and know of no repository.
    private static Path root() {
        String root = System.getProperty("halley.root");
        if (root == null) {
            throw new ClusterException("a cluster needs the launcher of the repository, ./halley");
        }
        return Path.of(root).toAbsolutePath().normalize();
    }

    /** A value that is checked when it is made; what is wrong with it is wrong usage. */
    <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    requireNonNull(spec, "spec").commandLine(), e.getMessage(), e);
        }
    }
}
