package dev.halley.comet.streams;

import static dev.halley.comet.streams.RecordingSink.at;
import static dev.halley.comet.streams.RecordingSink.page;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StreamCursorTest {
    private final RecordingSink sink = new RecordingSink();
    private final StreamCursor cursor = new StreamCursor(new StreamPoint(7, 60));

    @Test
    void nextOffsetGoesOut() {
        cursor.offer(at(7, 61), sink);
        cursor.offer(at(7, 62), sink);

        assertThat(sink.out).containsExactly("7:61", "7:62");
        assertThat(cursor.last()).isEqualTo(62);
        assertThat(cursor.isWaiting()).isFalse();
    }

    @Test
    void beginsWithTheFirstMessageThatComes() {
        StreamCursor unknown = new StreamCursor();
        unknown.offer(at(7, 41), sink);

        assertThat(sink.out).containsExactly("7:41");
        assertThat(unknown.last()).isEqualTo(41);
    }

    @Test
    void offsetThatIsNotGreaterDoesNotGoOut() {
        cursor.offer(at(7, 60), sink);
        cursor.offer(at(7, 3), sink);

        assertThat(sink.out).isEmpty();
        assertThat(sink.dropped).containsExactly("7:60", "7:3");
    }

    @Test
    void greaterOffsetWaitsUntilTheHoleIsFilled() {
        cursor.offer(at(7, 63), sink);
        cursor.offer(at(7, 64), sink);
        assertThat(sink.out).isEmpty();
        assertThat(cursor.isWaiting()).isTrue();

        cursor.fill(page(7, 1, 64, 61, 62), sink);

        assertThat(sink.out).containsExactly("7:61", "7:62", "7:63", "7:64");
        assertThat(cursor.isWaiting()).isFalse();
    }

    @Test
    void pageThatHoldsWhatWaitsTooDoublesNothing() {
        cursor.offer(at(7, 62), sink);

        cursor.fill(page(7, 1, 63, 61, 63), sink);

        assertThat(sink.out).containsExactly("7:61", "7:62");
    }

    @Test
    void missingMessageThatComesLateClosesTheHole() {
        cursor.offer(at(7, 62), sink);
        cursor.offer(at(7, 61), sink);

        assertThat(sink.out).containsExactly("7:61", "7:62");
        assertThat(cursor.isWaiting()).isFalse();
    }

    @Test
    void heldMessageThatComesAgainIsDropped() {
        cursor.offer(at(7, 62), sink);
        cursor.offer(at(7, 62), sink);

        assertThat(sink.dropped).containsExactly("7:62");
    }

    @Test
    void whatIsNoLongerKeptIsAGap() {
        cursor.offer(at(7, 65), sink);

        cursor.fill(page(7, 63, 65, 63, 65), sink);

        assertThat(sink.out).containsExactly("gap 7:61-62", "7:63", "7:64", "7:65");
    }

    @Test
    void holeThatCannotBeReadIsAGap() {
        cursor.offer(at(7, 62), sink);

        cursor.fill(StreamPage.UNREADABLE, sink);

        assertThat(sink.out).containsExactly("gap 7:61-61", "7:62");
        assertThat(cursor.isWaiting()).isFalse();
    }

    @Test
    void pageFromBeforeTheHoleIsReadAgainAFewTimes() {
        cursor.offer(at(7, 62), sink);

        cursor.fill(page(7, 1, 60, 61, 60), sink);
        cursor.fill(page(7, 1, 60, 61, 60), sink);
        assertThat(cursor.isWaiting()).isTrue();
        cursor.fill(page(7, 1, 60, 61, 60), sink);

        assertThat(sink.out).containsExactly("gap 7:61-61", "7:62");
    }

    @Test
    void tooMuchBehindAHoleGivesItUp() {
        for (int i = 0; i < StreamCursor.MAX_HELD; i++) {
            cursor.offer(at(7, 62 + i), sink);
        }
        assertThat(sink.out).isEmpty();

        cursor.offer(at(7, 62 + StreamCursor.MAX_HELD), sink);

        assertThat(sink.out).startsWith("gap 7:61-61", "7:62").hasSize(StreamCursor.MAX_HELD + 2);
    }

    @Test
    void anotherEpochIsToldAndItsHoleIsRead() {
        cursor.offer(at(8, 64), sink);
        cursor.offer(at(8, 65), sink);
        assertThat(sink.out).containsExactly("gap 8:61-60");

        cursor.fill(page(8, 62, 65, 62, 65), sink);

        assertThat(sink.out)
                .containsExactly("gap 8:61-60", "gap 8:61-61", "8:62", "8:63", "8:64", "8:65");
    }

    @Test
    void anotherEpochWithTheNextOffsetIsToldToo() {
        cursor.offer(at(8, 61), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61");
    }

    @Test
    void anotherEpochThatBeginsAnewIsToldToo() {
        cursor.offer(at(8, 1), sink);

        assertThat(sink.out).containsExactly("gap 8:1-0", "8:1");
        assertThat(cursor.last()).isEqualTo(1);
    }

    @Test
    void whatIsHeldGoesOutBeforeAnotherEpoch() {
        cursor.offer(at(7, 62), sink);
        cursor.offer(at(8, 63), sink);

        assertThat(sink.out).containsExactly("gap 7:61-61", "7:62", "gap 8:63-62", "8:63");
    }

    @Test
    void messageOfTheEpochThatIsOverComesTooLate() {
        cursor.offer(at(8, 64), sink);
        cursor.offer(at(7, 61), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60");
        assertThat(sink.dropped).containsExactly("7:61");
    }

    @Test
    void messageOfAnEpochThatIsOverForLongComesTooLate() {
        cursor.reaches(new StreamPoint(8, 0), sink);
        cursor.reaches(new StreamPoint(9, 0), sink);

        cursor.offer(at(7, 61), sink);
        cursor.offer(at(9, 1), sink);

        assertThat(sink.dropped).containsExactly("7:61");
        assertThat(sink.out).endsWith("9:1");
    }

    @Test
    void answerThatWasAskedForInAnotherEpochTellsOfNone() {
        StreamCursor unknown = new StreamCursor();
        int askedAt = unknown.epoch();
        unknown.offer(at(9, 12), sink);

        unknown.reaches(new StreamPoint(8, 11), askedAt, sink);
        unknown.offer(at(9, 13), sink);

        assertThat(sink.out).containsExactly("9:12", "9:13");
    }

    @Test
    void answerThatWasAskedForInThisEpochIsBelievedOverWhatCame() {
        cursor.offer(at(8, 4), sink);
        cursor.offer(at(6, 3), sink);

        cursor.reaches(new StreamPoint(8, 5), cursor.epoch(), sink);
        cursor.offer(at(8, 6), sink);
        cursor.fill(page(8, 1, 5, 4, 5), sink);

        assertThat(sink.out).endsWith("gap 8:4-3", "8:4", "8:5", "8:6");
    }

    @Test
    void tipThatDidNotComeIsAHole() {
        cursor.reaches(new StreamPoint(7, 62), sink);
        assertThat(cursor.isWaiting()).isTrue();

        cursor.fill(page(7, 1, 62, 61, 62), sink);

        assertThat(sink.out).containsExactly("7:61", "7:62");
        assertThat(cursor.isWaiting()).isFalse();
    }

    @Test
    void tipThatCameIsNone() {
        cursor.reaches(new StreamPoint(7, 60), sink);
        cursor.reaches(new StreamPoint(7, 12), sink);

        assertThat(cursor.isWaiting()).isFalse();
    }

    @Test
    void tipOfAnotherEpochIsToldAndReadUpTo() {
        cursor.reaches(new StreamPoint(8, 70), sink);
        cursor.reaches(new StreamPoint(7, 90), sink);
        cursor.offer(at(8, 71), sink);
        cursor.fill(page(8, 70, 71, 70, 71), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "gap 8:61-69", "8:70", "8:71");
    }

    @Test
    void messagesOnTheirWayComeAfterATipOfTheirEpoch() {
        cursor.reaches(new StreamPoint(8, 62), sink);

        cursor.offer(at(8, 61), sink);
        cursor.offer(at(8, 62), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61", "8:62");
        assertThat(cursor.isWaiting()).isFalse();
    }

    @Test
    void streamThatHasAnotherEpochFillsNothing() {
        cursor.offer(at(7, 62), sink);

        cursor.fill(page(9, 1, 62, 61, 62), sink);
        cursor.fill(page(9, 1, 62, 61, 62), sink);
        assertThat(cursor.isWaiting()).isTrue();
        cursor.fill(page(9, 1, 62, 61, 62), sink);

        assertThat(sink.out).containsExactly("gap 7:61-61", "7:62");
    }

    @Test
    void pageThatWasAskedForInTheEpochBeforeGivesNothingUp() {
        cursor.offer(at(8, 63), sink);

        cursor.fill(page(7, 1, 60, 61, 60), sink);
        cursor.fill(page(8, 61, 63, 61, 63), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61", "8:62", "8:63");
    }

    @Test
    void whoGetsNothingLiveIsToldWhatCannotBeRead() {
        StreamCursor behind = StreamCursor.ofBehind(new StreamPoint(7, 60));
        behind.reaches(new StreamPoint(7, 62), sink);

        behind.fill(StreamPage.UNREADABLE, sink);

        assertThat(sink.out).containsExactly("gap 7:61-62");
    }

    @Test
    void whoEndsDropsWhatWaits() {
        cursor.offer(at(7, 62), sink);

        cursor.end(sink);

        assertThat(sink.dropped).containsExactly("7:62");
        assertThat(sink.out).isEmpty();
    }

    @Test
    void tipThatCannotBeReadIsForgottenWhileItsMessagesMayBeOnTheirWay() {
        cursor.reaches(new StreamPoint(7, 62), sink);
        cursor.fill(StreamPage.UNREADABLE, sink);
        assertThat(cursor.isWaiting()).isFalse();

        cursor.offer(at(7, 61), sink);
        cursor.offer(at(7, 62), sink);

        assertThat(sink.out).containsExactly("7:61", "7:62");
    }

    @Test
    void cursorThatGoesOnForAnotherKnowsWhichEpochsAreOver() {
        cursor.offer(at(8, 61), sink);
        StreamCursor next = new StreamCursor(new StreamPoint(8, 61), cursor.past());

        next.offer(at(7, 61), sink);
        next.offer(at(8, 62), sink);

        assertThat(sink.out).containsExactly("gap 8:61-60", "8:61", "8:62");
        assertThat(sink.dropped).containsExactly("7:61");
    }
}
