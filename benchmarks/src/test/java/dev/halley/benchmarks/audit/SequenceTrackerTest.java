package dev.halley.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.audit.SequenceTracker.Arrival;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SequenceTrackerTest {

    private final SequenceTracker tracker = new SequenceTracker(2);

    @Test
    void nothingIsWrongInOrder() {
        IntStream.range(0, 100).forEach(sequence -> arrives(sequence, Arrival.NEW));
        assertThat(lost(100)).isZero();
    }

    @Test
    void aLaterArrivalOfAHoleIsReorderedAndNotLost() {
        arrives(0, Arrival.NEW);
        arrives(3, Arrival.NEW);
        arrives(2, Arrival.REORDERED);
        arrives(4, Arrival.NEW);
        arrives(1, Arrival.REORDERED);
        assertThat(lost(5)).isZero();
    }

    @Test
    void aSecondArrivalIsADuplicateWhereverItComes() {
        arrives(0, Arrival.NEW);
        arrives(0, Arrival.DUPLICATE);
        arrives(2, Arrival.NEW);
        arrives(1, Arrival.REORDERED);
        arrives(1, Arrival.DUPLICATE);
        arrives(2, Arrival.DUPLICATE);
    }

    @Test
    void holesAndTheTailAreLost() {
        arrives(0, Arrival.NEW);
        arrives(5, Arrival.NEW);
        assertThat(lost(10)).isEqualTo(8);
    }

    @Test
    void whatWasNotAcceptedIsNotLost() {
        arrives(0, Arrival.NEW);
        arrives(5, Arrival.NEW);
        assertThat(tracker.lost(0, 10, sequence -> sequence % 2 == 0)).isEqualTo(4);
    }

    @Test
    void sendersHaveSequencesOfTheirOwn() {
        arrives(0, Arrival.NEW);
        assertThat(tracker.arrived(1, 0)).isEqualTo(Arrival.NEW);
        assertThat(tracker.lost(1, 1, sequence -> true)).isZero();
    }

    private void arrives(int sequence, Arrival expected) {
        assertThat(tracker.arrived(0, sequence)).as("sequence %d", sequence).isEqualTo(expected);
    }

    private long lost(int sequences) {
        return tracker.lost(0, sequences, sequence -> true);
    }
}
