package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Probes and metrics over HTTP: {@code halley.management}. */
public interface ManagementConfig {
    /** Address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** Port to listen on, 0 for a free one; default: 3108 comet, 3118 logic, 3128 job. */
    @Range(min = "0", max = "65535")
    Optional<Integer> port();
}
