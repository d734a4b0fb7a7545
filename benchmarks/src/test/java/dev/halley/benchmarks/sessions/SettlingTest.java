package dev.halley.benchmarks.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SettlingTest {

    private final Settling settling = new Settling(3);

    @Test
    void aFigureAtRestSettlesWithTheLastReading() {
        assertThat(settling.settledWith(1_000)).isFalse();
        assertThat(settling.settledWith(1_004)).isFalse();
        assertThat(settling.settledWith(996)).isTrue();
    }

    @Test
    void aFigureThatGrowsDoesNotSettleUntilItStops() {
        for (int reading = 1; reading <= 20; reading++) {
            assertThat(settling.settledWith(reading * 1_000.0)).isFalse();
        }
        assertThat(settling.settledWith(20_000)).isFalse();
        assertThat(settling.settledWith(20_000)).isTrue();
    }

    @Test
    void nothingIsAtRest() {
        settling.settledWith(0);
        settling.settledWith(0);
        assertThat(settling.settledWith(0)).isTrue();
    }
}
