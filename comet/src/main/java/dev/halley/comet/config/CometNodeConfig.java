package dev.halley.comet.config;

import dev.halley.runtime.config.TierConfig;
import io.smallrye.config.ConfigMapping;

/** Everything that a comet is told: prefix {@code halley}. */
@ConfigMapping(prefix = "halley")
public interface CometNodeConfig extends TierConfig {
    /** What is comet's own. */
    CometConfig comet();
}
