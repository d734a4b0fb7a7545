package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Form;
import dev.halley.runtime.config.schema.Range;
import dev.halley.runtime.config.schema.Secret;
import dev.halley.runtime.config.schema.TextForm;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The Redis that holds routes and counts: {@code halley.redis}. */
public interface RedisConfig {
    /** Where Redis is: redis://host:port/database; rediss for TLS. */
    @WithDefault("redis://127.0.0.1:6379")
    @Form(TextForm.REDIS)
    String uri();

    /** Password, when it does not stand in the address. */
    @Secret
    Optional<String> password();

    /** How long one command may take before it counts as failed. */
    @WithDefault("1s")
    @Range(min = "10ms", max = "1m")
    Duration timeout();
}
