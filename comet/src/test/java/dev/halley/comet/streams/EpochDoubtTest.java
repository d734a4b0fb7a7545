package dev.halley.comet.streams;

import static dev.halley.comet.streams.RecordingSink.at;
import static dev.halley.comet.streams.RecordingSink.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Lineage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader that knows its epoch by word alone, and a message of another one. */
@Timeout(10)
class EpochDoubtTest {
    private final RecordingSink sink = new RecordingSink();
    private final StreamCursor cursor = new StreamCursor();

    @BeforeEach
    void isToldWhereTheStreamEnds() {
        cursor.reaches(new StreamPoint(8, 60), sink);
        cursor.offer(at(7, 57), sink);
    }

    @Test
    void askedOnceAndNothingGoesOutMeanwhile() {
        cursor.offer(at(7, 58), sink);

        assertThat(cursor.isInDoubt()).isTrue();
        assertThat(cursor.takeQuestion()).isTrue();
        assertThat(cursor.takeQuestion()).isFalse();
        assertThat(sink.out).isEmpty();
        assertThat(sink.dropped).isEmpty();
    }

    @Test
    void whatComesAfterTheQuestionIsNotJudgedByItsAnswer() {
        cursor.takeQuestion();
        cursor.offer(at(9, 61), sink);

        cursor.ends(page(8, 61, 60, 1, 0), sink);
        assertThat(sink.dropped).containsExactly("7:57");
        assertThat(cursor.takeQuestion()).isTrue();
        cursor.ends(page(9, 61, 61, 61, 61), sink);

        assertThat(sink.out).containsExactly("gap 9:61-60", "9:61");
    }

    @Test
    void whatComesBehindAMessageThatIsBelievedIsBelievedToo() {
        cursor.takeQuestion();
        cursor.offer(at(9, 61), sink);

        cursor.ends(page(7, 57, 57, 57, 57), sink);
        cursor.fill(page(9, 58, 61, 58, 61), sink);

        assertThat(sink.out)
                .containsExactly(
                        "gap 7:57-56", "7:57", "gap 9:58-57", "9:58", "9:59", "9:60", "9:61");
    }

    @Test
    void ofAnEpochThatIsOverItIsDroppedAndSoIsWhatFollows() {
        cursor.takeQuestion();
        cursor.ends(page(8, 61, 60, 1, 0), sink);
        cursor.offer(at(7, 58), sink);
        cursor.offer(at(8, 61), sink);

        assertThat(sink.dropped).containsExactly("7:57", "7:58");
        assertThat(sink.out).containsExactly("8:61");
        assertThat(cursor.isInDoubt()).isFalse();
    }

    @Test
    void ofALaterEpochItIsToldAndGoesOut() {
        cursor.offer(at(7, 58), sink);
        cursor.takeQuestion();
        cursor.ends(page(7, 57, 58, 57, 58), sink);

        assertThat(sink.out).containsExactly("gap 7:57-56", "7:57", "7:58");
        assertThat(sink.dropped).isEmpty();
    }

    @Test
    void aMessageOfThePresentEpochSaysThatItIsOlder() {
        cursor.offer(at(8, 61), sink);
        cursor.ends(page(7, 1, 57, 57, 57), sink);
        cursor.offer(at(7, 58), sink);

        assertThat(sink.out).containsExactly("8:61");
        assertThat(sink.dropped).containsExactly("7:57", "7:58");
    }

    @Test
    void whatCannotBeReadIsLeftToTheNextMessageOrCheck() {
        cursor.takeQuestion();
        cursor.ends(StreamPage.UNREADABLE, sink);
        assertThat(sink.dropped).containsExactly("7:57");

        cursor.offer(at(9, 62), sink);
        cursor.takeQuestion();
        cursor.ends(page(9, 62, 62, 62, 62), sink);
        cursor.fill(page(9, 62, 62, 62, 62), sink);

        assertThat(sink.out).containsExactly("gap 9:61-60", "gap 9:61-61", "9:62");
    }

    @Test
    void wherePresentAndOtherAreBothNotTheStreamsWhatCameIsBelieved() {
        cursor.takeQuestion();
        cursor.ends(page(9, 1, 61, 57, 61), sink);

        assertThat(sink.out).containsExactly("gap 7:57-56", "7:57");
    }

    @Test
    void whatAStreamWithOtherEpochsDoesNotHaveIsDropped() {
        cursor.takeQuestion();
        cursor.ends(page(new StreamPoint(9, 61, Lineage.NONE), 1, 57, 61), sink);

        assertThat(sink.dropped).containsExactly("7:57");
        assertThat(sink.out).isEmpty();
    }

    @Test
    void whatAStreamHasKeptOfAnEpochBeforeIsBelieved() {
        cursor.takeQuestion();
        Lineage after7 = Lineage.of(List.of(new Lineage.Former(7, 57)));
        cursor.ends(page(new StreamPoint(9, 61, after7), 1, 57, 61), sink);

        assertThat(sink.out).containsExactly("gap 7:57-56", "7:57");
    }

    @Test
    void isBounded() {
        for (int i = 0; i < StreamCursor.MAX_HELD; i++) {
            cursor.offer(at(7, 58 + i), sink);
        }

        assertThat(sink.dropped).hasSize(1);
    }

    @Test
    void whoEndsDropsIt() {
        cursor.end(sink);

        assertThat(sink.dropped).containsExactly("7:57");
    }
}
