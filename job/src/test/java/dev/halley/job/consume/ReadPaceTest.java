package dev.halley.job.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReadPaceTest {
    private static final long GAP = 2_000_000;

    // Monotonic time may begin anywhere, and wrap.
    private static final long START = Long.MAX_VALUE - 1_000;

    private final ReadPace pace = new ReadPace(GAP);

    @Test
    void readsAtOnceAtFirstAndAfterAReadThatBroughtNothing() {
        assertThat(pace.waitNanos(START)).isZero();

        pace.read(0, START);

        assertThat(pace.waitNanos(START)).isZero();
    }

    @Test
    void leavesAGapAfterAReadThatBroughtSomething() {
        pace.read(1, START);

        assertThat(pace.waitNanos(START)).isEqualTo(GAP);
        assertThat(pace.waitNanos(after(500_000))).isEqualTo(GAP - 500_000);
    }

    @Test
    void whatComesAfterTheGapIsReadAtOnce() {
        pace.read(100, START);

        assertThat(pace.waitNanos(after(GAP))).isZero();
        assertThat(pace.waitNanos(after(100 * GAP))).isZero();
    }

    @Test
    void withoutAGapNothingWaits() {
        ReadPace none = new ReadPace(0);

        none.read(1, START);

        assertThat(none.waitNanos(START)).isZero();
    }

    private static long after(long nanos) {
        return START + nanos;
    }
}
