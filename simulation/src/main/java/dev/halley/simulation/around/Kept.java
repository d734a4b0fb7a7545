package dev.halley.simulation.around;

import dev.halley.runtime.config.RetentionConfig;
import dev.halley.runtime.config.StreamsConfig;
import java.time.Duration;
import java.util.Map;

/** What the streams of a run keep: so many messages each; 0: there are none. */
public record Kept(int messages) implements StreamsConfig, RetentionConfig {
    @Override
    public RetentionConfig users() {
        return this;
    }

    @Override
    public RetentionConfig rooms() {
        return this;
    }

    @Override
    public Map<String, String> roomTypes() {
        return Map.of();
    }

    @Override
    public Duration headTtl() {
        return Duration.ofDays(1);
    }

    @Override
    public int size() {
        return messages;
    }

    @Override
    public Duration ttl() {
        return Duration.ofDays(1);
    }

    @Override
    public long bytes() {
        return 1 << 20;
    }
}
