package dev.halley.comet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.delivery.Verdict.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MarksTest {
    private static final LogId LOG = new LogId("topic", 3);

    private final Marks<String> marks = new Marks<>(100);
    private final OpenLog<String> log = marks.open(1, LOG, 7);

    @Test
    void takesUpNewRecordAndReportsItWhenFinished() {
        PendingRecord<String> record = accept(log, 10);
        assertThat(log.hasFinished()).isFalse();

        marks.finish(record);

        assertThat(log.takeFinished()).isEqualTo(at(10));
        assertThat(log.hasFinished()).isFalse();
    }

    @Test
    void reportsContiguousPrefixOnly() {
        PendingRecord<String> first = accept(log, 10);
        PendingRecord<String> second = accept(log, 11);
        marks.finish(second);
        assertThat(log.hasFinished()).isFalse();

        marks.finish(first);

        assertThat(log.takeFinished()).isEqualTo(at(11));
    }

    @Test
    void reportsDuplicateOfFinishedRecordAtOnce() {
        marks.finish(accept(log, 10));
        log.takeFinished();
        OpenLog<String> again = marks.open(2, LOG, 7);

        assertThat(deliver(again, 10, false).kind()).isEqualTo(Kind.DUPLICATE);

        assertThat(again.takeFinished()).isEqualTo(at(10));
    }

    @Test
    void reportsDuplicateOfUnfinishedRecordToPresentOwnerWhenItIsDone() {
        PendingRecord<String> record = accept(log, 10);
        OpenLog<String> next = marks.open(1, LOG, 8);
        assertThat(deliver(next, 10, false).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(next.hasFinished()).isFalse();

        assertThat(marks.finish(record)).isSameAs(next);

        assertThat(next.takeFinished()).isEqualTo(at(10));
        assertThat(log.hasFinished()).isFalse();
    }

    @Test
    void reportsNothingThatThePresentOwnerHasNotSent() {
        accept(log, 10);
        PendingRecord<String> ahead = accept(log, 11);
        OpenLog<String> next = marks.open(1, LOG, 8);
        deliver(next, 10, false);

        marks.finish(ahead);

        assertThat(next.hasFinished()).isFalse();
    }

    @Test
    void refusesLowerOwnerEpoch() {
        OpenLog<String> late = marks.open(5, LOG, 6);

        assertThat(late.superseded()).isTrue();
        assertThat(late.highestOwnerEpoch()).isEqualTo(7);
        assertThat(deliver(late, 10, false).kind()).isEqualTo(Kind.SUPERSEDED);
        assertThat(log.superseded()).isFalse();
    }

    @Test
    void refusesDeliveriesOfFormerOwner() {
        marks.open(1, LOG, 8);

        assertThat(deliver(log, 10, false).kind()).isEqualTo(Kind.SUPERSEDED);
    }

    @Test
    void ordersByLeaderEpochBeforeOffset() {
        accept(log, 10);

        Verdict<String> reused =
                marks.deliver(new DeliveredPart<>(log, new Position(1, 5), false, "new", 1));

        assertThat(reused.kind()).isEqualTo(Kind.ACCEPTED);
    }

    @Test
    void takesRecordUpWhenItHasAllParts() {
        assertThat(deliver(log, 10, true).kind()).isEqualTo(Kind.WAITING);

        Verdict<String> verdict = deliver(log, 10, false);

        assertThat(verdict.kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(verdict.record().parts()).isEqualTo(List.of("10", "10"));
        assertThat(log.partBytes()).isZero();
    }

    @Test
    void forgetsHalfSentRecordWithItsStream() {
        deliver(log, 10, true);
        marks.close(log);
        OpenLog<String> next = marks.open(1, LOG, 8);

        Verdict<String> verdict = deliver(next, 10, false);

        assertThat(verdict.kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(verdict.record().parts()).hasSize(1);
        assertThat(marks.forgottenParts()).isEqualTo(1);
    }

    @Test
    void forgetsHalfSentRecordWhenPartitionIsTakenOver() {
        deliver(log, 10, true);

        marks.open(1, LOG, 8);

        assertThat(marks.forgottenParts()).isEqualTo(1);
        assertThat(log.partBytes()).isZero();
    }

    @Test
    void partsOfOneRecordNeverComeOutWithAnother() {
        deliver(log, 10, true);

        Verdict<String> next = deliver(log, 11, false);

        assertThat(next.record().parts()).containsExactly("11");
        assertThat(marks.forgottenParts()).isEqualTo(1);
    }

    @Test
    void dropsPartsOfDuplicateUntilTheLast() {
        marks.finish(accept(log, 10));
        OpenLog<String> next = marks.open(1, LOG, 8);

        assertThat(deliver(next, 10, true).kind()).isEqualTo(Kind.WAITING);
        assertThat(next.hasFinished()).isFalse();
        assertThat(deliver(next, 10, false).kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(next.hasFinished()).isTrue();
    }

    @Test
    void forgetsMarksOfIdlePartitionsOnlyWhenFull() {
        Marks<String> few = new Marks<>(2);
        OpenLog<String> idle = few.open(1, new LogId("a", 0), 1);
        few.close(idle);
        few.open(2, new LogId("b", 0), 1);

        few.open(3, new LogId("c", 0), 1);

        assertThat(few.forgottenPartitions()).isEqualTo(1);
    }

    private PendingRecord<String> accept(OpenLog<String> on, long offset) {
        return deliver(on, offset, false).record();
    }

    private Verdict<String> deliver(OpenLog<String> on, long offset, boolean more) {
        return marks.deliver(new DeliveredPart<>(on, at(offset), more, "" + offset, 1));
    }

    private static Position at(long offset) {
        return new Position(0, offset);
    }
}
