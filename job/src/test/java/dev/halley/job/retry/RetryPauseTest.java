package dev.halley.job.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RetryPauseTest {
    private final RetryPause pause = new RetryPause(20, 100);

    @Test
    void isOverWhileNothingFailed() {
        assertThat(pause.over(0)).isTrue();
    }

    @Test
    void lastsItsTimeAfterAFailure() {
        pause.failed(1_000);
        assertThat(pause.over(1_019)).isFalse();
        assertThat(pause.over(1_020)).isTrue();
    }

    @Test
    void whatFailsDuringAPauseMakesItNoLonger() {
        pause.failed(1_000);
        pause.failed(1_010);
        assertThat(pause.over(1_020)).isTrue();
        pause.failed(2_000);
        assertThat(pause.over(2_039)).isFalse();
        assertThat(pause.over(2_040)).isTrue();
    }

    @Test
    void isTheShortestAgainAfterASuccess() {
        pause.failed(1_000);
        assertThat(pause.over(2_000)).isTrue();
        pause.succeeded();
        pause.failed(3_000);
        assertThat(pause.over(3_020)).isTrue();
    }

    @Test
    void aSuccessDoesNotEndIt() {
        pause.failed(1_000);
        pause.succeeded();
        assertThat(pause.over(1_019)).isFalse();
    }

    @Test
    void holdsWhenTheClockIsBelowZeroOrWraps() {
        pause.failed(Long.MAX_VALUE - 10);
        assertThat(pause.over(Long.MAX_VALUE)).isFalse();
        assertThat(pause.over(Long.MIN_VALUE + 9)).isTrue();
    }
}
