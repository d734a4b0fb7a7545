package dev.halley.job.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DoublingTest {
    private final Doubling delays = new Doubling(20, 100);

    @Test
    void doublesUpToTheLimit() {
        assertThat(delays.next()).isEqualTo(20);
        assertThat(delays.next()).isEqualTo(40);
        assertThat(delays.next()).isEqualTo(80);
        assertThat(delays.next()).isEqualTo(100);
        assertThat(delays.next()).isEqualTo(100);
    }

    @Test
    void isTheShortestAgainAfterSuccess() {
        delays.next();
        delays.next();
        delays.reset();
        assertThat(delays.next()).isEqualTo(20);
    }

    @Test
    void staysAtTheLimitHoweverOftenItFails() {
        long longest = Duration.ofMinutes(5).toNanos();
        Doubling slow = new Doubling(Duration.ofSeconds(1).toNanos(), longest);
        for (int i = 0; i < 9; i++) {
            slow.next();
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(slow.next()).isEqualTo(longest);
        }
    }
}
