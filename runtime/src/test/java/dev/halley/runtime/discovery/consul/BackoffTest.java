package dev.halley.runtime.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BackoffTest {
    @Test
    void doublesUpToItsBoundAndStartsOver() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofMillis(1000), () -> 0);

        assertThat(millis(backoff, 5)).containsExactly(200L, 400L, 800L, 1000L, 1000L);
        backoff.reset();
        assertThat(millis(backoff, 1)).containsExactly(200L);
    }

    @Test
    void isShorterByUpToHalf() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofMillis(1000), () -> 1);

        assertThat(millis(backoff, 2)).containsExactly(100L, 200L);
    }

    private static List<Long> millis(Backoff backoff, int times) {
        return Stream.generate(backoff::next).limit(times).map(Duration::toMillis).toList();
    }
}
