package dev.halley.benchmarks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.audit.Stall;
import dev.halley.benchmarks.spec.TimedStep;
import dev.halley.benchmarks.steps.Steps.Done;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StepsTest {

    private static final long S = 1_000_000_000L;
    private static final Done KILL =
            new Done(new TimedStep(20, List.of("kill", "job-1")), 20 * S, 22 * S, 0);

    @Test
    void recoveryGoesFromTheStepToTheEndOfTheStall() {
        assertThat(recovery(new Stall(19 * S, 26 * S))).isEqualTo(6 * S);
    }

    @Test
    void aStallThatBeginsWhileTheStepIsDoneIsItsDoing() {
        assertThat(recovery(new Stall(21 * S, 27 * S))).isEqualTo(7 * S);
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
        return Steps.recoveryNanos(List.of(stalls), KILL, 40 * S);
    }
}
