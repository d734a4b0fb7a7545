package dev.halley.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.runtime.config.RetentionConfig;
import dev.halley.runtime.config.StreamsConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamPolicyTest {
    @Test
    void aKindWithSizeZeroHasNoStreams() {
        StreamPolicy policy = policy(0, 10, Map.of());
        assertThat(policy.of(StreamName.ofUser("7"))).isEmpty();
        assertThat(policy.of(StreamName.ofRoom("live://7")))
                .contains(new Retention(10, Duration.ofHours(1), 4096));
    }

    @Test
    void aRoomTypeHasItsOwn() {
        StreamPolicy policy = policy(1, 10, Map.of("chat", "50/2d/100000", "cursor", "off"));
        assertThat(policy.of(StreamName.ofRoom("chat://7")))
                .contains(new Retention(50, Duration.ofDays(2), 100_000));
        assertThat(policy.of(StreamName.ofRoom("cursor://7"))).isEmpty();
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThatThrownBy(() -> policy(1, 1, Map.of("chat", "50/2d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("messages/time/bytes");
    }

    private static StreamPolicy policy(int users, int rooms, Map<String, String> types) {
        return new StreamPolicy(new Config(new Kept(users), new Kept(rooms), types));
    }

    private record Kept(int size) implements RetentionConfig {
        @Override
        public Duration ttl() {
            return Duration.ofHours(1);
        }

        @Override
        public long bytes() {
            return 4096;
        }
    }

    private record Config(
            RetentionConfig users, RetentionConfig rooms, Map<String, String> roomTypes)
            implements StreamsConfig {
        @Override
        public Duration headTtl() {
            return Duration.ofDays(1);
        }
    }
}
