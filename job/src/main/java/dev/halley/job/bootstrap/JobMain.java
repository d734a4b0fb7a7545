package dev.halley.job.bootstrap;

import dev.halley.job.config.JobConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.TierProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A job as a process of its own. */
public final class JobMain {
    private static final int MANAGEMENT_PORT = 3128;

    private JobMain() {}

    /**
     * Runs a job until a signal ends it. The file may hold nothing of other tiers. Blocks.
     *
     * @param config a YAML file, or null for none
     * @return the exit code when it could not start; otherwise does not return
     */
    public static int run(@Nullable Path config) {
        return run(config, ConfigLoader.ofProcess());
    }

    /**
     * Runs a job until a signal ends it. Blocks.
     *
     * @param config a YAML file, or null for none
     * @param loader reads it, and knows what else may stand in it
     * @return the exit code when it could not start; otherwise does not return
     */
    public static int run(@Nullable Path config, ConfigLoader loader) {
        return new TierProcess<>(NodeTier.JOB, JobConfig.class, JobNode::new, MANAGEMENT_PORT)
                .run(config, loader);
    }
}
