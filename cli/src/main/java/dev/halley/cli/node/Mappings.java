package dev.halley.cli.node;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.job.config.JobConfig;
import dev.halley.logic.config.LogicNodeConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import java.util.List;

/** The configurations of all tiers, which one file may hold. */
final class Mappings {
    static final List<Class<?>> ALL =
            List.of(CometNodeConfig.class, LogicNodeConfig.class, JobConfig.class);

    private Mappings() {}

    /** Reads a tier's part of a file that every tier may read. */
    static ConfigLoader sharedFile() {
        return ConfigLoader.ofProcess().withKnown(ALL);
    }
}
