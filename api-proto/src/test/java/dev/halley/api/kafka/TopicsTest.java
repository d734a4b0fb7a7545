package dev.halley.api.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TopicsTest {
    /** A release that hashed differently would break the order of every target while it rolls out. */
    @Test
    void givesTheSamePartitionsInEveryRelease() {
        assertThat(Topics.ofUser("default", "123", 64)).isEqualTo(56);
        assertThat(Topics.ofKey("default", "k-1", 64)).isEqualTo(44);
        assertThat(Topics.ofRoom("default", "live://1000", 64)).isEqualTo(17);
        assertThat(Topics.ofEveryone("default", 64)).isEqualTo(41);
    }

    @Test
    void spreadsUsersOverAllPartitions() {
        assertThat(
                        IntStream.range(0, 1000)
                                .map(i -> Topics.ofUser("default", "" + i, 16))
                                .distinct()
                                .count())
                .isEqualTo(16);
    }

    @Test
    void refusesATopicWithoutPartitions() {
        assertThatThrownBy(() -> Topics.ofUser("default", "1", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("partitions: 0 (expected: >= 1)");
    }
}
