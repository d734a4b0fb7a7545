package dev.halley.logic.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.logic.kafka.OpenRecords.OpenRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OpenRecordsTest {
    private static final long DEADLINE = 100;
    // Clocks of nanoseconds may be about to begin anew.
    private static final long START = Long.MAX_VALUE - 50;

    private final OpenRecords records = new OpenRecords(DEADLINE);
    private final Acknowledgement first = new Nobody();
    private final Acknowledgement second = new Nobody();

    @Test
    void tellsTheCallerWhatKafkaAnswersInTime() {
        OpenRecord record = add(first, 0);

        assertThat(records.giveUp(at(DEADLINE - 1))).isEmpty();
        assertThat(records.settle(record)).isSameAs(first);
        assertThat(records.giveUp(at(DEADLINE))).isEmpty();
    }

    @Test
    void givesUpAtTheDeadlineOldestFirstAndEachOnce() {
        Acknowledgement third = new Nobody();
        add(first, 0);
        add(second, 0);
        add(third, 10);

        assertThat(records.giveUp(at(DEADLINE))).containsExactly(first, second);
        assertThat(records.giveUp(at(DEADLINE + 9))).isEmpty();
        assertThat(records.giveUp(at(DEADLINE + 10))).containsExactly(third);
    }

    @Test
    void tellsNobodyWhatKafkaAnswersTooLate() {
        OpenRecord record = add(first, 0);
        records.giveUp(at(DEADLINE));

        assertThat(records.settle(record)).isNull();
    }

    @Test
    void givesUpWhatWaitsBehindOrBeforeWhatIsSettled() {
        Acknowledgement third = new Nobody();
        add(first, 0);
        OpenRecord settled = add(second, 0);
        add(third, 0);

        assertThat(records.settle(settled)).isSameAs(second);
        assertThat(records.giveUp(at(DEADLINE))).containsExactly(first, third);
    }

    @Test
    void takesNothingWhileTheOldestRecordIsPastTheDeadline() {
        OpenRecord oldest = add(first, 0);

        assertThat(records.add(second, at(DEADLINE - 1))).isNotNull();
        assertThat(records.add(second, at(DEADLINE))).isNull();
        records.giveUp(at(DEADLINE));
        // Its caller is told, but Kafka has not answered.
        assertThat(records.add(second, at(DEADLINE))).isNull();
        records.settle(oldest);
        assertThat(records.add(second, at(DEADLINE))).isNotNull();
    }

    @Test
    void tellsNobodyOfWhatItDidNotTake() {
        add(first, 0);
        records.giveUp(at(DEADLINE));
        records.add(second, at(DEADLINE));

        assertThat(records.giveUp(at(3 * DEADLINE))).isEmpty();
    }

    @Test
    void takesNothingUntilTheWholeBacklogIsWithinTheDeadline() {
        OpenRecord oldest = add(first, 0);
        OpenRecord next = add(first, 10);

        records.settle(oldest);
        assertThat(records.add(second, at(DEADLINE + 9))).isNotNull();
        assertThat(records.add(second, at(DEADLINE + 10))).isNull();
        records.settle(next);
        assertThat(records.add(second, at(DEADLINE + 10))).isNotNull();
    }

    @Test
    void keepsNoOldestThatWasSettledOutOfOrder() {
        OpenRecord oldest = add(first, 0);
        OpenRecord next = add(first, 0);

        records.settle(next);
        assertThat(records.add(second, at(DEADLINE))).isNull();
        records.settle(oldest);
        assertThat(records.add(second, at(DEADLINE))).isNotNull();
    }

    private static long at(long after) {
        return START + after;
    }

    private OpenRecord add(Acknowledgement caller, long after) {
        OpenRecord added = records.add(caller, at(after));
        assertThat(added).isNotNull();
        return added;
    }

    private static final class Nobody implements Acknowledgement {
        @Override
        public void acknowledged() {}

        @Override
        public void failed(AppendFailure failure) {}
    }
}
