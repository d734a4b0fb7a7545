package dev.halley.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), 9);

    @Test
    void spreadsOverTheWholeWindow() {
        Random random = new Random(1);
        LongSummaryStatistics delays =
                IntStream.range(0, 1000)
                        .mapToLong(i -> backoff.delay(2, random).toMillis())
                        .summaryStatistics();
        assertThat(delays.getMin()).isBetween(0L, 20L);
        assertThat(delays.getMax()).isBetween(380L, 400L);
    }

    @Test
    void staysBelowTheLongestWaitHoweverOftenItFails() {
        Random random = new Random(2);
        for (int attempt = 0; attempt < 200; attempt++) {
            assertThat(backoff.delay(attempt, random)).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void refusesWaitsThatMakeNoSense() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ZERO, 1))
                .hasMessage("base: PT0S (expected: > 0)");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
                .hasMessage("max: PT1S (expected: >= base PT2S)");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), -1))
                .hasMessage("maxAttempts: -1 (expected: >= 0)");
    }
}
