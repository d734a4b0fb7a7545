package dev.halley.logic.config;

import dev.halley.runtime.config.KafkaConfig;
import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.config.StreamsConfig;
import dev.halley.runtime.config.TierConfig;
import io.smallrye.config.ConfigMapping;

/** Everything that a logic is told: prefix {@code halley}. */
@ConfigMapping(prefix = "halley")
public interface LogicNodeConfig extends TierConfig {
    /** The log that pushes go to. */
    KafkaConfig kafka();

    /** Where routes and counts are. */
    RedisConfig redis();

    /** What can be recovered, and for how long. */
    StreamsConfig streams();

    /** What is logic's own. */
    LogicConfig logic();
}
