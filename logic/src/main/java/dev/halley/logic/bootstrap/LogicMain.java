package dev.halley.logic.bootstrap;

import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.TierProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A logic as a process of its own. */
public final class LogicMain {
    private static final int MANAGEMENT_PORT = 3118;

    private LogicMain() {}

    /**
     * Runs a logic until a signal ends it. The file may hold nothing of other tiers. Blocks.
     *
     * @param file a YAML file, or null for none
     * @return the exit code
     */
    public static int run(@Nullable Path file) {
        return run(file, ConfigLoader.ofProcess());
    }

    /**
     * Runs a logic until a signal ends it. Blocks.
     *
     * @param file a YAML file, or null for none
     * @param loader reads it, and knows what else may stand in it
     * @return the exit code
     */
    public static int run(@Nullable Path file, ConfigLoader loader) {
        return new TierProcess<>(
                        NodeTier.LOGIC, LogicNodeConfig.class, LogicNode::new, MANAGEMENT_PORT)
                .run(file, loader);
    }
}
