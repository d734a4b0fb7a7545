package dev.halley.job.support;

import dev.halley.runtime.config.RetentionConfig;
import dev.halley.runtime.config.StreamsConfig;
import java.time.Duration;
import java.util.Map;

/** A thousand messages for an hour, of users and of all rooms but quiet ones. */
public record KeptStreams() implements StreamsConfig {
    @Override
    public RetentionConfig users() {
        return new Kept(1_000);
    }

    @Override
    public RetentionConfig rooms() {
        return new Kept(1_000);
    }

    @Override
    public Map<String, String> roomTypes() {
        return Map.of("quiet", "off");
    }

    @Override
    public Duration headTtl() {
        return Duration.ofDays(30);
    }

    private record Kept(int size) implements RetentionConfig {
        @Override
        public Duration ttl() {
            return Duration.ofHours(1);
        }

        @Override
        public long bytes() {
            return 1_000_000;
        }
    }
}
