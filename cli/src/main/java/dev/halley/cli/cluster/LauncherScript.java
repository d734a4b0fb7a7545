package dev.halley.cli.cluster;

import dev.halley.cluster.control.NodeCommands;
import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Nodes started by {@code ./halley}, which becomes the node's JVM and keeps its process id. */
final class LauncherScript implements NodeCommands {
    // Two of each, with the stores, fit a machine of 8 GiB with room for clients.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HALLEY_BUILD", "never", "HALLEY_HEAP", "-Xms64m -Xmx512m");

    private final Path root;

    LauncherScript(Path root) {
        this.root = root;
    }

    @Override
    public Command tier(ClusterTier tier, Path config) {
        return new Command(
                List.of(
                        root.resolve("halley").toString(),
                        tier.label(),
                        "--config",
                        config.toString()),
                ENVIRONMENT);
    }
}
