package dev.halley.benchmarks.floor.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimesTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 3, 15, 200, 333, 1_000, 20_000})
    void countsAMessageFromTheMomentItIsDue(double rate) {
        DueTimes due = new DueTimes(123_456_789, rate);
        assertThat(due.by(due.startNanos() - 1)).isZero();
        for (long message = 0; message < 5_000; message++) {
            assertThat(due.by(due.of(message))).as("message %d", message).isEqualTo(message + 1);
            assertThat(due.by(due.of(message + 1) - 1)).isEqualTo(message + 1);
        }
    }
}
