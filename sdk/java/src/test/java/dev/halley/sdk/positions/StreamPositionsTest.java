package dev.halley.sdk.positions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StreamPositionsTest {

    private static final String ROOM = "room:live://1";

    private final StreamPositions positions = at(7, 5);

    @Test
    void dropsWhatIsNotHigherInTheSameEpoch() {
        assertThat(positions.offer(ROOM, 7, 4)).isEqualTo(Step.STALE);
        assertThat(positions.offer(ROOM, 7, 5)).isEqualTo(Step.STALE);
        assertThat(positions.offer(ROOM, 7, 6)).isEqualTo(Step.AHEAD);
        assertThat(positions.offer(ROOM, 7, 6)).isEqualTo(Step.STALE);
    }

    @Test
    void jumpsAreNormal() {
        assertThat(positions.offer(ROOM, 7, 60)).isEqualTo(Step.AHEAD);
        assertThat(positions.of(ROOM)).contains(new StreamPosition(7, 60));
    }

    @Test
    void messagesWithoutAPlaceAreHandedOnEachTime() {
        assertThat(positions.offer("", 0, 0)).isEqualTo(Step.AHEAD);
        assertThat(positions.offer("", 0, 0)).isEqualTo(Step.AHEAD);
        assertThat(positions.streams()).containsExactly(ROOM);
    }

    @Test
    void anotherEpochThatNobodyAnnouncedIsUnproven() {
        assertThat(positions.offer(ROOM, 8, 1)).isEqualTo(Step.UNPROVEN);
        assertThat(positions.of(ROOM)).contains(new StreamPosition(8, 1));
    }

    @Test
    void aGapAnnouncesAnotherEpoch() {
        Gap gap = new Gap(ROOM, 8, 1, 9);
        assertThat(positions.gap(gap)).contains(gap);
        assertThat(positions.offer(ROOM, 8, 10)).isEqualTo(Step.AHEAD);
    }

    @Test
    void aGapIsToldWithoutWhatWasHandedOn() {
        assertThat(positions.gap(new Gap(ROOM, 7, 4, 8))).contains(new Gap(ROOM, 7, 6, 8));
        assertThat(positions.gap(new Gap(ROOM, 7, 4, 8))).isEmpty();
        assertThat(positions.offer(ROOM, 7, 8)).isEqualTo(Step.STALE);
        assertThat(positions.offer(ROOM, 7, 9)).isEqualTo(Step.AHEAD);
    }

    @Test
    void aGapOfUnknownSizeIsToldWhereverThePositionIs() {
        Gap unknown = new Gap(ROOM, 7, 4, 3);
        assertThat(positions.gap(unknown)).contains(unknown);
        assertThat(positions.of(ROOM)).contains(new StreamPosition(7, 5));
    }

    @Test
    void positionsMoveWithoutMessages() {
        assertThat(positions.moved(ROOM, new StreamPosition(7, 9))).isEqualTo(Step.AHEAD);
        assertThat(positions.moved(ROOM, new StreamPosition(7, 8))).isEqualTo(Step.STALE);
        assertThat(positions.ask(ROOM)).contains(new StreamPosition(7, 9));
    }

    @Test
    void recoveredKeepsThePositionUntilTheMessagesAreThere() {
        positions.ask(ROOM);
        assertThat(positions.answer(ROOM, true, 7, 8)).isEqualTo(Answer.RECOVERED);
        assertThat(positions.of(ROOM)).contains(new StreamPosition(7, 5));
        assertThat(positions.offer(ROOM, 7, 6)).isEqualTo(Step.AHEAD);
    }

    @Test
    void notRecoveredGoesOnFromWhereTheServerSays() {
        positions.ask(ROOM);
        assertThat(positions.answer(ROOM, false, 9, 2)).isEqualTo(Answer.LOST);
        assertThat(positions.of(ROOM)).contains(new StreamPosition(9, 2));
        assertThat(positions.offer(ROOM, 9, 3)).isEqualTo(Step.AHEAD);
    }

    @Test
    void notRecoveredMayGoBack() {
        positions.ask(ROOM);
        assertThat(positions.answer(ROOM, false, 7, 3)).isEqualTo(Answer.LOST);
        assertThat(positions.offer(ROOM, 7, 4)).isEqualTo(Step.AHEAD);
    }

    @Test
    void recoveredInAnotherEpochIsNoRecovery() {
        positions.ask(ROOM);
        assertThat(positions.answer(ROOM, true, 8, 5)).isEqualTo(Answer.LOST);
    }

    @Test
    void anUnknownStreamBeginsWhereTheServerSays() {
        StreamPositions none = new StreamPositions(Map.of());
        assertThat(none.ask(ROOM)).isEmpty();
        assertThat(none.answer(ROOM, false, 3, 8)).isEqualTo(Answer.BEGUN);
        assertThat(none.offer(ROOM, 3, 8)).isEqualTo(Step.STALE);
        assertThat(none.ask(ROOM)).contains(new StreamPosition(3, 8));
    }

    @Test
    void aKnownStreamThatWasNotAskedForAndMovedOnIsLost() {
        assertThat(positions.answer(ROOM, false, 7, 5)).isEqualTo(Answer.UNCHANGED);
        assertThat(positions.answer(ROOM, false, 7, 6)).isEqualTo(Answer.LOST);
    }

    @Test
    void aStreamThatIsNoMoreIsForgottenAndLost() {
        positions.ask(ROOM);
        assertThat(positions.answer(ROOM, false, 0, 0)).isEqualTo(Answer.LOST);
        assertThat(positions.of(ROOM)).isEmpty();
        assertThat(positions.answer(ROOM, false, 0, 0)).isEqualTo(Answer.UNCHANGED);
    }

    @Test
    void rewindsWhenTheAnswerComesAndNotBefore() {
        positions.askFrom(ROOM, new StreamPosition(7, 2));
        assertThat(positions.offer(ROOM, 7, 6)).isEqualTo(Step.AHEAD);
        assertThat(positions.answer(ROOM, true, 7, 6)).isEqualTo(Answer.RECOVERED);
        assertThat(positions.offer(ROOM, 7, 3)).isEqualTo(Step.AHEAD);
    }

    @Test
    void anAskThatCameToNothingLeavesThePosition() {
        positions.askFrom(ROOM, new StreamPosition(7, 2));
        assertThat(positions.withdrawAll()).containsExactly(ROOM);
        assertThat(positions.ask(ROOM)).contains(new StreamPosition(7, 5));
    }

    @Test
    void leavingForgets() {
        positions.forget(ROOM);
        assertThat(positions.ask(ROOM)).isEmpty();
        assertThat(positions.answer(ROOM, false, 9, 40)).isEqualTo(Answer.BEGUN);
    }

    @Test
    void refusesPositionsThatCannotBe() {
        assertThatThrownBy(() -> new StreamPosition(0, 1)).hasMessage("epoch: 0 (expected: > 0)");
        assertThatThrownBy(() -> new StreamPosition(1, -1))
                .hasMessage("offset: -1 (expected: >= 0)");
    }

    private static StreamPositions at(int epoch, long offset) {
        return new StreamPositions(Map.of(ROOM, new StreamPosition(epoch, offset)));
    }
}
