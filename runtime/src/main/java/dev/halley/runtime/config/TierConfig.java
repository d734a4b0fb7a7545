package dev.halley.runtime.config;

import io.smallrye.config.WithDefault;

/**
 * What the configuration of every tier has. A tier extends it with its own sections under the prefix
 * {@code halley}.
 */
public interface TierConfig {
    /** The application that this cluster serves; part of every record, delivery and Redis key. */
    @WithDefault("default")
    String app();

    /** Who this node is. */
    NodeConfig node();

    /** How it finds the others. */
    DiscoveryConfig discovery();

    /** Probes and metrics. */
    ManagementConfig management();
}
