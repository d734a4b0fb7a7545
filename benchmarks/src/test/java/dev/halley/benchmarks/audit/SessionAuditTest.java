package dev.halley.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SessionAuditTest {

    private static final int TARGET = 3;

    private final SessionAudit audit = new SessionAudit(2);
    private final PushedModel pushed = new PushedModel();

    @Test
    void nothingIsWrongInOrder() {
        audit.online(0);
        pushed.accepted(0, 100, sequence -> 10 + sequence);
        IntStream.range(0, 100).forEach(sequence -> arrives(sequence, Arrival.NEW));
        assertMissing(0, 0, 0);
    }

    @Test
    void aLaterArrivalOfAHoleIsReorderedAndNotLost() {
        audit.online(0);
        pushed.accepted(0, 5, sequence -> 10);
        arrives(0, Arrival.NEW);
        arrives(3, Arrival.NEW);
        arrives(2, Arrival.REORDERED);
        arrives(4, Arrival.NEW);
        arrives(1, Arrival.REORDERED);
        assertMissing(0, 0, 0);
    }

    @Test
    void aSecondArrivalIsADuplicateWhereverItComes() {
        audit.online(0);
        arrives(0, Arrival.NEW);
        arrives(0, Arrival.DUPLICATE);
        arrives(2, Arrival.NEW);
        arrives(1, Arrival.REORDERED);
        arrives(1, Arrival.DUPLICATE);
        audit.cut(50);
        audit.online(60);
        arrives(2, Arrival.DUPLICATE);
        arrives(1, Arrival.DUPLICATE);
    }

    @Test
    void holesAndTheTailOfAConnectionThatStayedAreLost() {
        audit.online(0);
        pushed.accepted(0, 10, sequence -> 10);
        arrives(0, Arrival.NEW);
        arrives(5, Arrival.NEW);
        assertMissing(8, 0, 0);
    }

    @Test
    void whatWasNotAcceptedIsNeitherLostNorMissed() {
        audit.online(0);
        pushed.accepted(0, 10, sequence -> 10);
        IntStream.iterate(1, i -> i < 10, i -> i + 2).forEach(i -> pushed.uncertain(0, i));
        arrives(0, Arrival.NEW);
        arrives(5, Arrival.NEW);
        assertMissing(4, 0, 0);
    }

    @Test
    void theWarmupIsCountedApart() {
        audit.online(0);
        pushed.accepted(0, 4, sequence -> 10);
        pushed.measuredFrom(3);
        Missing.Totals missing = missing();
        assertThat(missing.lost()).isEqualTo(1);
        assertThat(missing.warmupLost()).isEqualTo(3);
    }

    @Test
    void whatWasSentBetweenTwoConnectionsIsMissedWhileAway() {
        audit.online(0);
        pushed.accepted(0, 10, sequence -> 100L * sequence);
        IntStream.range(0, 4).forEach(sequence -> arrives(sequence, Arrival.NEW));
        audit.cut(350);
        audit.online(650);
        IntStream.range(7, 10).forEach(sequence -> arrives(sequence, Arrival.NEW));
        assertMissing(0, 3, 0);
    }

    @Test
    void whatTheCutOvertookWasInFlight() {
        audit.online(0);
        pushed.accepted(0, 10, sequence -> 100_000L * sequence);
        arrives(0, Arrival.NEW);
        audit.cut(350_000);
        audit.online(360_000);
        IntStream.range(4, 10).forEach(sequence -> arrives(sequence, Arrival.NEW));
        assertMissing(0, 0, 3);
        assertThat(missing().inFlightUs().getMaxValue()).isEqualTo(250);
    }

    @Test
    void whatWasSentAfterTheSecondAuthReplyIsLostThoughItWouldBeTheFirstToCome() {
        audit.online(0);
        pushed.accepted(0, 10, sequence -> 100L * sequence);
        IntStream.range(0, 4).forEach(sequence -> arrives(sequence, Arrival.NEW));
        audit.cut(350);
        audit.online(550);
        IntStream.range(8, 10).forEach(sequence -> arrives(sequence, Arrival.NEW));
        assertMissing(2, 2, 0);
    }

    @Test
    void aConnectionThatBringsNothingAndStaysLosesAllThatWasSentDuringIt() {
        audit.online(0);
        pushed.accepted(0, 10, sequence -> 100L * sequence);
        audit.cut(350);
        audit.online(550);
        assertMissing(4, 2, 4);
    }

    @Test
    void aHoleOfOneConnectionThatCameOnTheNextIsNeitherLostNorReordered() {
        audit.online(0);
        pushed.accepted(0, 4, sequence -> 10);
        arrives(0, Arrival.NEW);
        arrives(2, Arrival.NEW);
        audit.cut(50);
        audit.online(60);
        arrives(1, Arrival.NEW);
        arrives(3, Arrival.NEW);
        assertMissing(0, 0, 0);
    }

    @Test
    void oneThatBroughtBothNeighboursLostItThoughItWasSentBefore() {
        audit.online(0);
        pushed.accepted(0, 5, sequence -> 100L * sequence);
        arrives(0, Arrival.NEW);
        audit.cut(50);
        audit.online(350);
        arrives(1, Arrival.NEW);
        arrives(3, Arrival.NEW);
        arrives(4, Arrival.NEW);
        assertMissing(1, 0, 0);
    }

    @Test
    void sendersHaveSequencesOfTheirOwn() {
        audit.online(0);
        pushed.accepted(1, 1, sequence -> 10);
        arrives(0, Arrival.NEW);
        assertThat(audit.arrived(1, 0)).isEqualTo(Arrival.NEW);
        assertMissing(0, 0, 0);
    }

    @Test
    void aSessionThatWasNeverOnlineMissesNothing() {
        pushed.accepted(0, 5, sequence -> 10);
        assertMissing(0, 0, 0);
    }

    private Missing.Totals missing() {
        Missing missing = new Missing();
        audit.sort(TARGET, pushed, missing);
        return missing.totals();
    }

    private void arrives(int sequence, Arrival expected) {
        assertThat(audit.arrived(0, sequence)).as("sequence %d", sequence).isEqualTo(expected);
    }

    private void assertMissing(long lost, long whileAway, long inFlight) {
        Missing.Totals missing = missing();
        assertThat(missing.lost()).as("lost").isEqualTo(lost);
        assertThat(missing.whileAway()).as("while away").isEqualTo(whileAway);
        assertThat(missing.inFlight()).as("in flight").isEqualTo(inFlight);
    }
}
