package dev.halley.comet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PastEpochsTest {
    @Test
    void remembersTheLatestAndForgetsTheOldest() {
        PastEpochs past = PastEpochs.NONE;
        for (int epoch = 1; epoch <= PastEpochs.MAX + 1; epoch++) {
            past = past.and(epoch);
        }

        assertThat(past.contains(1)).isFalse();
        assertThat(past.contains(2)).isTrue();
        assertThat(past.contains(PastEpochs.MAX + 1)).isTrue();
    }

    @Test
    void whatWasHandedOnDoesNotChange() {
        PastEpochs one = PastEpochs.NONE.and(7);

        assertThat(one.and(8).contains(7)).isTrue();
        assertThat(one.contains(8)).isFalse();
        assertThat(PastEpochs.NONE.contains(7)).isFalse();
    }
}
