package dev.halley.comet.fanout.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DutyPacerTest {
    private static final long MILLI = 1_000_000;

    @Test
    void startsLoneDrainAtOnce() {
        DutyPacer pacer = new DutyPacer(0.5, Duration.ofMillis(100));

        assertThat(pacer.waitNanos(-5)).isZero();
    }

    @Test
    void waitsAsLongAsDrainTookAtHalfDuty() {
        DutyPacer pacer = new DutyPacer(0.5, Duration.ofMillis(100));
        pacer.drained(10 * MILLI, 30 * MILLI);

        assertThat(pacer.waitNanos(30 * MILLI)).isEqualTo(20 * MILLI);
        assertThat(pacer.waitNanos(50 * MILLI)).isZero();
    }

    @Test
    void waitsThreeTimesAsLongAtQuarterDuty() {
        DutyPacer pacer = new DutyPacer(0.25, Duration.ofMillis(100));
        pacer.drained(0, 10 * MILLI);

        assertThat(pacer.waitNanos(10 * MILLI)).isEqualTo(30 * MILLI);
    }

    @Test
    void neverWaitsPastTheLimit() {
        DutyPacer pacer = new DutyPacer(0.5, Duration.ofMillis(100));
        pacer.drained(0, 5000 * MILLI);

        assertThat(pacer.waitNanos(5000 * MILLI)).isEqualTo(100 * MILLI);
    }

    @Test
    void doesNotWaitAtFullDuty() {
        DutyPacer pacer = new DutyPacer(1, Duration.ofMillis(100));
        pacer.drained(0, 50 * MILLI);

        assertThat(pacer.waitNanos(50 * MILLI)).isZero();
    }
}
