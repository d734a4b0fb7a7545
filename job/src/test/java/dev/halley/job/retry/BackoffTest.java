package dev.halley.job.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BackoffTest {
    @Test
    void doublesUpToTheLongestAndBeginsAnewAfterSuccess() {
        Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofMillis(150), () -> 0);

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(50));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(150));
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void isShortenedByUpToHalf() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), () -> 1);

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(50));
    }
}
