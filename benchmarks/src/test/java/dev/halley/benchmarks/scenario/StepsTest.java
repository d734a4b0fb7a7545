package dev.halley.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.audit.Stall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StepsTest {

    private static final long S = 1_000_000_000L;

    @Test
    void recoveryGoesFromTheStepToTheEndOfTheStall() {
        assertThat(recovery(new Stall(19 * S, 26 * S))).isEqualTo(6 * S);
    }

    @Test
    void stallsThatOverlapAreOne() {
        assertThat(recovery(new Stall(28 * S, 33 * S), new Stall(20 * S, 29 * S)))
                .isEqualTo(13 * S);
    }

    @Test
    void stallsBeforeAndLongAfterTheStepAreOfSomethingElse() {
        assertThat(recovery(new Stall(10 * S, 19 * S), new Stall(30 * S, 31 * S))).isZero();
    }

    @Test
    void stallsAfterTheNextStepAreOfThatOne() {
        assertThat(recovery(new Stall(40 * S, 41 * S))).isZero();
    }

    private static long recovery(Stall... stalls) {
        return Steps.recoveryNanos(List.of(stalls), 20 * S, 40 * S);
    }
}
