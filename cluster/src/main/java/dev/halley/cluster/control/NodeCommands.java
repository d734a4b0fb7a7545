package dev.halley.cluster.control;

import dev.halley.cluster.plan.ClusterTier;
import dev.halley.cluster.process.Command;
import java.nio.file.Path;

/** How nodes of Halley's own tiers are started; tests and the launcher each have their way. */
@FunctionalInterface
public interface NodeCommands {
    /**
     * What runs a node in the foreground.
     *
     * @param tier logic, job or comet
     * @param config its configuration
     */
    Command tier(ClusterTier tier, Path config);
}
