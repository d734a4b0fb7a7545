package dev.halley.benchmarks.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EndpointTurnsTest {

    private static final long MS = 1_000_000;

    private final EndpointTurns turns = new EndpointTurns(3, 1, 0, new Random(7));

    @Test
    void takesThemInTurnFromTheFirst() {
        assertThat(turns.next(0)).isEqualTo(1);
        assertThat(turns.next(0)).isEqualTo(2);
        assertThat(turns.next(0)).isZero();
        assertThat(turns.next(0)).isEqualTo(1);
    }

    @Test
    void leavesOutOneThatFailedUntilItsTimeIsOver() {
        turns.failed(2, 0);
        assertThat(turns.next(MS)).isEqualTo(1);
        assertThat(turns.next(MS)).isZero();
        assertThat(turns.next(21 * MS)).isEqualTo(1);
        assertThat(turns.next(21 * MS)).isEqualTo(2);
    }

    @Test
    void waitsLongerAfterEachFailureInARowAtMostASecond() {
        for (long longest : new long[] {20, 40, 80, 160, 320, 640, 1_000, 1_000}) {
            turns.failed(0, 0);
            assertThat(turns.waitNanos(0, 0)).isBetween(longest * MS / 2, longest * MS);
        }
    }

    @Test
    void startsAnewAfterASuccess() {
        turns.failed(0, 0);
        turns.failed(0, 0);
        turns.worked(0);
        turns.failed(0, 0);
        assertThat(turns.waitNanos(0, 0)).isBetween(10 * MS, 20 * MS);
    }

    @Test
    void givesTheOneThatIsFreeSoonestWhenAllHaveFailed() {
        turns.failed(0, 100 * MS);
        turns.failed(1, 0);
        turns.failed(2, 200 * MS);
        assertThat(turns.next(0)).isEqualTo(1);
        assertThat(turns.waitNanos(1, 0)).isPositive();
    }
}
