package dev.halley.comet.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TipBeliefTest {
    private final TipBelief tips = new TipBelief(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Test
    void wordOfAnotherEpochWaitsLonger() {
        assertThat(tips.graceMs(at(7, 4), at(7, 5))).isEqualTo(1_000);
        assertThat(tips.graceMs(at(7, 4), at(8, 5))).isEqualTo(30_000);
    }

    @Test
    void inOneEpochItCountsUntilAllHasCome() {
        assertThat(tips.isStillShort(at(7, 5), at(7, 4), at(7, 6))).isTrue();
        assertThat(tips.isStillShort(at(7, 6), at(7, 4), at(7, 6))).isFalse();
        assertThat(tips.isStillShort(at(8, 1), at(7, 4), at(7, 6))).isFalse();
    }

    @Test
    void ofAnotherEpochItCountsOnlyIfNothingHasCome() {
        assertThat(tips.isStillShort(at(7, 4), at(7, 4), at(8, 6))).isTrue();
        assertThat(tips.isStillShort(at(7, 5), at(7, 4), at(8, 6))).isFalse();
        assertThat(tips.isStillShort(at(8, 5), at(7, 4), at(8, 6))).isFalse();
    }

    @Test
    void anAnswerIsOfTheEpochItWasAskedForIn() {
        assertThat(tips.askedAt(7, 9)).isEqualTo(7);
    }

    private static StreamPoint at(int epoch, long offset) {
        return new StreamPoint(epoch, offset);
    }
}
