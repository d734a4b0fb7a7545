package dev.halley.runtime.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What streams of one kind keep. */
public interface RetentionConfig {
    /** Most messages that a stream keeps; 0: there are no streams of this kind. */
    @WithDefault("1000")
    @Range(min = "0", max = "1000000")
    int size();

    /** How long a message is kept. */
    @WithDefault("1h")
    @Range(min = "1s", max = "365d")
    Duration ttl();

    /** Most bytes of payloads that a stream keeps; its last message stays however large it is. */
    @WithDefault("4194304")
    @Range(min = "1024", max = "1073741824")
    long bytes();
}
