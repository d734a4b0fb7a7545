package dev.halley.comet.writing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FanoutConfigTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void refusesDutyOutOfRange() {
        assertThatThrownBy(() -> new FanoutConfig(0, SECOND, 2048, SECOND))
                .hasMessage("duty: 0.0 (expected: above 0, at most 1)");
        assertThatThrownBy(() -> new FanoutConfig(1.5, SECOND, 2048, SECOND))
                .hasMessage("duty: 1.5 (expected: above 0, at most 1)");
    }

    @Test
    void refusesSizesAndTimesOutOfRange() {
        assertThatThrownBy(() -> new FanoutConfig(1, SECOND, 10, SECOND))
                .hasMessage("maxMergedBytes: 10 (expected: at least 1024)");
        assertThatThrownBy(() -> new FanoutConfig(1, SECOND.negated(), 2048, SECOND))
                .hasMessage("maxWait: PT-1S (expected: not negative)");
        assertThatThrownBy(() -> new FanoutConfig(1, SECOND, 2048, Duration.ZERO))
                .hasMessage("slowConsumerLimit: PT0S (expected: at least 1 ms)");
    }
}
