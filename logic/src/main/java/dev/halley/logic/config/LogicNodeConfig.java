package dev.halley.logic.config;

import dev.halley.runtime.config.KafkaConfig;
import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.config.TierConfig;
import io.smallrye.config.ConfigMapping;

/** Everything that a logic is told: prefix {@code halley}. */
@ConfigMapping(prefix = "halley")
public interface LogicNodeConfig extends TierConfig {
    /** The log that pushes go to. */
    KafkaConfig kafka();

    /** Where routes and counts are. */
    RedisConfig redis();

    /** What is logic's own. */
    LogicConfig logic();
}
