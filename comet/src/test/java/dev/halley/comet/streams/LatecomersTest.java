package dev.halley.comet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LatecomersTest {
    @Test
    void takesEachOnceAndNoneBeyondTheEnd() {
        Latecomers latecomers = new Latecomers(61);

        assertThat(latecomers.take(60)).isTrue();
        assertThat(latecomers.take(60)).isFalse();
        assertThat(latecomers.take(61)).isTrue();
        assertThat(latecomers.take(62)).isFalse();
    }
}
