package dev.halley.comet.streams;

import static dev.halley.comet.streams.RecordingSink.at;
import static dev.halley.comet.streams.RecordingSink.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Lineage.Former;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader at 7:60, and another epoch that says which part of the seventh it has kept. */
@Timeout(10)
class EpochLineageTest {
    private final RecordingSink sink = new RecordingSink();
    private final StreamCursor cursor = new StreamCursor(new StreamPoint(7, 60));

    private static Lineage after(long last) {
        return Lineage.of(List.of(new Former(7, last)));
    }

    @Test
    void anOldPlaceInTheNewEpochIsNotShownAgain() {
        cursor.offer(at(8, 57, after(60)), sink);
        cursor.offer(at(8, 61, after(60)), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61");
        assertThat(sink.dropped).containsExactly("8:57");
    }

    @Test
    void whatWasLostIsToldAndItsPlacesAreNew() {
        cursor.offer(at(8, 59, after(58)), sink);
        cursor.offer(at(8, 60, after(58)), sink);

        assertThat(sink.out).containsExactly("gap 8:59-58", "8:59", "8:60");
    }

    @Test
    void aNewMessageBehindAnotherWaitsForIt() {
        cursor.offer(at(8, 60, after(58)), sink);
        assertThat(cursor.isWaiting()).isTrue();
        cursor.offer(at(8, 59, after(58)), sink);

        assertThat(sink.out).containsExactly("gap 8:59-58", "8:59", "8:60");
    }

    @Test
    void aMessageThatWasKeptAndIsOnItsWayHasItsPlaceInTheNewEpoch() {
        cursor.reaches(new StreamPoint(8, 62, after(62)), sink);
        cursor.offer(at(7, 61), sink);
        cursor.offer(at(7, 62), sink);
        cursor.offer(at(8, 63, after(62)), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61", "8:62", "8:63");
    }

    @Test
    void aMessageOnItsWayThatWasLostIsDropped() {
        cursor.reaches(new StreamPoint(8, 60, after(60)), sink);
        cursor.offer(at(7, 61), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60");
        assertThat(sink.dropped).containsExactly("7:61");
    }

    @Test
    void aHoleIsFilledFromTheNewEpoch() {
        cursor.offer(at(7, 63), sink);
        cursor.fill(page(new StreamPoint(8, 64, after(63)), 1, 61, 64), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61", "8:62", "8:63", "8:64");
    }

    @Test
    void whatWaitsBehindAHoleAndWasLostIsDropped() {
        cursor.offer(at(7, 63), sink);
        cursor.offer(at(7, 64), sink);
        cursor.fill(page(new StreamPoint(8, 63, after(62)), 1, 61, 63), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61", "8:62", "8:63");
        assertThat(sink.dropped).containsExactly("7:63", "7:64");
    }

    @Test
    void wordThatIsOlderThanThePresentEpochIsNoNews() {
        cursor.offer(at(8, 61, after(60)), sink);
        cursor.reaches(new StreamPoint(7, 70), 8, sink);

        assertThat(cursor.at().isAt(new StreamPoint(8, 61))).isTrue();
        assertThat(cursor.isWaiting()).isFalse();
    }

    @Test
    void wordThatALostMessageWasKeptMakesAHole() {
        cursor.offer(at(8, 64, after(62)), sink);
        cursor.giveUp(sink);
        cursor.reaches(new StreamPoint(7, 62), sink);
        assertThat(cursor.isWaiting()).isFalse();

        StreamCursor short62 = new StreamCursor(new StreamPoint(8, 61, after(62)));
        short62.reaches(new StreamPoint(7, 62), sink);
        assertThat(short62.isWaiting()).isTrue();
    }

    @Test
    void ofTwoEpochsWithTheSameOneBeforeThemBothHaveWhatBothKept() {
        StreamCursor branch = new StreamCursor(new StreamPoint(8, 64, after(62)));
        branch.offer(at(9, 61, after(60)), sink);

        assertThat(sink.out).containsExactly("gap 9:61-60", "9:61");
    }

    @Test
    void anEpochOfAStreamThatWasWipedBeginsAnew() {
        StreamCursor sure = new StreamCursor(new StreamPoint(7, 60, Lineage.NONE));
        sure.offer(at(8, 2, Lineage.NONE), sink);
        sure.offer(at(8, 1, Lineage.NONE), sink);

        assertThat(sink.out).containsExactly("gap 8:1-0", "8:1", "8:2");
    }

    @Test
    void whatWasShownAndIsLostLeavesNoGap() {
        Lineage lost = Lineage.of(List.of(new Former(7, 50), new Former(0, 60)));
        cursor.offer(at(8, 61, lost), sink);
        StreamCursor wiped = new StreamCursor(new StreamPoint(7, 60, Lineage.NONE));
        wiped.offer(at(9, 61, Lineage.of(List.of(new Former(6, 0), new Former(0, 60)))), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61", "gap 9:61-60", "9:61");
    }

    @Test
    void whoDoesNotKnowWhatCameBeforeItsOwnEpochGoesOnAtTheMessage() {
        cursor.offer(at(8, 58, Lineage.NONE), sink);

        assertThat(sink.out).containsExactly("gap 8:58-57", "8:58");
    }

    @Test
    void aPageTellsWhatTheFirstWordLeftOut() {
        StreamCursor told = new StreamCursor();
        told.reaches(new StreamPoint(8, 60), sink);
        told.offer(at(7, 57), sink);
        told.takeQuestion();
        told.ends(page(new StreamPoint(8, 60, after(60)), 1, 57, 60), sink);

        assertThat(sink.out).isEmpty();
        assertThat(sink.dropped).containsExactly("7:57");
    }

    @Test
    void whoKnowsAnEpochByWordIsNotInDoubtAboutOneThatComesAfterIt() {
        StreamCursor told = new StreamCursor();
        told.reaches(new StreamPoint(7, 60), sink);
        told.offer(at(8, 61, after(60)), sink);

        assertThat(told.isInDoubt()).isFalse();
        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61");
    }

    @Test
    void whoIsToldLaterWhatCameBeforeKnowsItFromThen() {
        cursor.offer(at(8, 61), sink);
        cursor.offer(at(8, 62, after(60)), sink);
        cursor.offer(at(7, 60), sink);

        assertThat(sink.dropped).containsExactly("7:60");
    }
}
