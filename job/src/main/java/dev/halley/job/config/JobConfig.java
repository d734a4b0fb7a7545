package dev.halley.job.config;

import dev.halley.runtime.config.KafkaConfig;
import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.config.StreamsConfig;
import dev.halley.runtime.config.TierConfig;
import io.smallrye.config.ConfigMapping;

/** The configuration of a job node: everything under {@code halley}. */
@ConfigMapping(prefix = "halley")
public interface JobConfig extends TierConfig {
    /** The log that records come from. */
    KafkaConfig kafka();

    /** Where routes are looked up. */
    RedisConfig redis();

    /** What can be recovered, and for how long. */
    StreamsConfig streams();

    /** Job's own settings. */
    JobSection job();
}
