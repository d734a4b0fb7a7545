package dev.halley.benchmarks.floor.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloorScheduleTest {

    private static final long MS = 1_000_000;
    private static final DueTimes EVERY_10_MS = new DueTimes(0, 100);

    @Test
    void waitsForTheFirstMessage() {
        FloorSchedule schedule =
                new FloorSchedule(new DueTimes(50 * MS, 100), new Pace(100, 0.5), 10);
        assertThat(schedule.waitNanos(20 * MS)).isEqualTo(30 * MS);
        assertThat(schedule.take(20 * MS)).isZero();
        assertThat(schedule.waitNanos(50 * MS)).isZero();
        assertThat(schedule.take(50 * MS)).isEqualTo(1);
    }

    @Test
    void pausesAsLongAsItWroteAtHalfDuty() {
        FloorSchedule schedule = new FloorSchedule(EVERY_10_MS, new Pace(100, 0.5), 100);
        schedule.drained(1, 0, 25 * MS);
        assertThat(schedule.waitNanos(25 * MS)).isEqualTo(25 * MS);
        assertThat(schedule.take(50 * MS)).isEqualTo(5);
        assertThat(schedule.next()).isEqualTo(1);
    }

    @Test
    void pausesThreeTimesAsLongAtAQuarter() {
        FloorSchedule schedule = new FloorSchedule(EVERY_10_MS, new Pace(100, 0.25), 100);
        schedule.drained(1, 0, 10 * MS);
        assertThat(schedule.waitNanos(10 * MS)).isEqualTo(30 * MS);
    }

    @Test
    void noPauseIsLongerThanComets() {
        FloorSchedule schedule = new FloorSchedule(EVERY_10_MS, new Pace(100, 0.5), 100);
        schedule.drained(1, 0, 900 * MS);
        assertThat(schedule.waitNanos(900 * MS)).isEqualTo(100 * MS);
    }

    @Test
    void withoutPausesItMergesWhatItIsBehindWith() {
        FloorSchedule schedule = new FloorSchedule(EVERY_10_MS, new Pace(100, 1), 100);
        schedule.drained(1, 0, 35 * MS);
        assertThat(schedule.waitNanos(35 * MS)).isZero();
        assertThat(schedule.take(35 * MS)).isEqualTo(3);
    }

    @Test
    void writesOneAfterTheOtherWhenNothingIsMerged() {
        FloorSchedule schedule = new FloorSchedule(EVERY_10_MS, new Pace(1, 1), 100);
        assertThat(schedule.take(500 * MS)).isEqualTo(1);
        schedule.drained(1, 500 * MS, 501 * MS);
        assertThat(schedule.waitNanos(501 * MS)).isZero();
        assertThat(schedule.take(501 * MS)).isEqualTo(1);
    }

    @Test
    void endsBehindTheLastMessage() {
        FloorSchedule schedule = new FloorSchedule(EVERY_10_MS, new Pace(100, 0.5), 3);
        assertThat(schedule.take(900 * MS)).isEqualTo(3);
        schedule.drained(3, 900 * MS, 901 * MS);
        assertThat(schedule.waitNanos(901 * MS)).isEqualTo(FloorSchedule.DONE);
        assertThat(schedule.take(2_000 * MS)).isZero();
    }
}
