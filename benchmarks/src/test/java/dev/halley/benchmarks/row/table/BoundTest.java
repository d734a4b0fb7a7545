package dev.halley.benchmarks.row.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BoundTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    @Test
    void aPlainBoundIsItsOwnLimit() {
        assertThat(Bound.atMost(130).limit(NONE, NONE)).hasValue(130);
        assertThat(Bound.atMost(130).holds(130, 130)).isTrue();
        assertThat(Bound.atMost(130).holds(130.1, 130)).isFalse();
        assertThat(Bound.atLeast(15).holds(15, 15)).isTrue();
        assertThat(Bound.atLeast(15).holds(14.9, 15)).isFalse();
    }

    @Test
    void timesTheFloorNeedsAFloor() {
        assertThat(Bound.timesFloor(1.5).limit(OptionalDouble.of(4), NONE)).hasValue(6);
        assertThat(Bound.timesFloor(1.5).limit(NONE, NONE)).isEmpty();
    }

    @Test
    void hiccupsOfTheMachineRaiseALimitAndNeverLowerIt() {
        Bound bound = Bound.orHiccups(25);
        assertThat(bound.limit(NONE, OptionalDouble.of(20))).hasValue(60);
        assertThat(bound.limit(NONE, OptionalDouble.of(2))).hasValue(25);
        assertThat(bound.limit(NONE, NONE)).hasValue(25);
    }
}
