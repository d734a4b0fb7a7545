package dev.halley.benchmarks.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.process.FileLimit;
import org.junit.jupiter.api.Test;

class TuningTest {

    private static final Tuning TUNING = new Tuning(64, 0, 2, false);

    @Test
    void connectionsBeingMadeAtOnceAreSharedOut() {
        assertThat(TUNING.dialsPerLoop()).isEqualTo(32);
        assertThat(TUNING.spread(4).dialsPerLoop()).isEqualTo(8);
        assertThat(TUNING.spread(32).dialsPerLoop()).isEqualTo(1);
    }

    @Test
    void moreSessionsThanFilesAreRefused() {
        int most = FileLimit.own().sessions();
        TUNING.checkHolds(most);
        TUNING.spread(2).checkHolds(most + 1);
        assertThatThrownBy(() -> TUNING.checkHolds(most + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "sessions: %d (expected: at most %d, with 1 load process"
                                .formatted(most + 1, most));
    }

    @Test
    void processesHaveABound() {
        assertThatThrownBy(() -> TUNING.spread(0)).hasMessage("processes: 0 (expected: 1 to 32)");
        assertThatThrownBy(() -> TUNING.spread(33)).hasMessage("processes: 33 (expected: 1 to 32)");
    }
}
