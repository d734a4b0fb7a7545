package dev.halley.comet.bootstrap;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.TierProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A comet as a process of its own. */
public final class CometMain {
    private static final int MANAGEMENT_PORT = 3108;

    private CometMain() {}

    /**
     * Runs a comet until a signal ends the process. The file may hold nothing of other tiers. Blocks.
     *
     * @param file a YAML file, or null for none
     * @return the exit code when it could not start; otherwise does not return
     */
    public static int run(@Nullable Path file) {
        return run(file, ConfigLoader.ofProcess());
    }

    /**
     * Runs a comet until a signal ends the process. Blocks.
     *
     * @param file a YAML file, or null for none
     * @param loader reads it, and knows what else may stand in it
     * @return the exit code when it could not start; otherwise does not return
     */
    public static int run(@Nullable Path file, ConfigLoader loader) {
        return new TierProcess<>(
                        NodeTier.COMET, CometNodeConfig.class, CometNode::new, MANAGEMENT_PORT)
                .run(file, loader);
    }
}
