package dev.halley.logic.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import dev.halley.logic.reading.Acknowledged.Result;
import dev.halley.logic.reading.ReadPositions.Place;
import dev.halley.logic.streams.StreamTip;
import dev.halley.runtime.streams.StreamName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final StreamName ANN = StreamName.ofUser("ann");
    private static final StreamTip TIP = new StreamTip(9, 41, 60);

    private static Place place(int epoch, long offset) {
        return new Place(ANN, epoch, offset);
    }

    @Test
    void whatIsStoredOfThePresentEpochCounts() {
        Reading reading = Reading.of(ANN, TIP, "9:52");

        assertThat(reading.offset()).isEqualTo(52);
        assertThat(reading.unread()).isEqualTo(8);
        assertThat(reading.read().orElseThrow().getOffset()).isEqualTo(52);
        assertThat(reading.end().orElseThrow().getOffset()).isEqualTo(60);
    }

    @Test
    void whoHasReadNothingOfTheEpochHasAllThatIsKeptBeforeIt() {
        assertThat(Reading.of(ANN, TIP, "").unread()).isEqualTo(20);
        assertThat(Reading.of(ANN, TIP, "8:59").unread()).isEqualTo(20);
        assertThat(Reading.of(ANN, TIP, "99:59").unread()).isEqualTo(20);
    }

    @Test
    void whatIsStoredOfAnEpochBeforeCountsUpToWhatWasKeptOfIt() {
        FormerEpoch over = FormerEpoch.newBuilder().setEpoch(8).setLast(57).build();
        StreamTip tip = new StreamTip(9, 41, 60, Lineage.newBuilder().addFormer(over).build());

        assertThat(Reading.of(ANN, tip, "8:52").unread()).isEqualTo(8);
        assertThat(Reading.of(ANN, tip, "8:59").unread()).isEqualTo(3);
        assertThat(Reading.of(ANN, tip, "7:52").unread()).isEqualTo(20);
        assertThat(Reading.of(ANN, tip, "8:52").read().orElseThrow().getEpoch()).isEqualTo(9);
    }

    @Test
    void whatCannotBeReadCountsAsNothing() {
        assertThat(Reading.of(ANN, TIP, "9").unread()).isEqualTo(20);
        assertThat(Reading.of(ANN, TIP, "9:x").unread()).isEqualTo(20);
    }

    @Test
    void withoutAStreamNothingIsUnread() {
        Reading reading = Reading.of(ANN, StreamTip.NONE, "9:52");

        assertThat(reading.unread()).isZero();
        assertThat(reading.read()).isEmpty();
        assertThat(reading.end()).isEmpty();
    }

    @Test
    void aTipThatCameBackLowerLeavesNothingUnread() {
        assertThat(Reading.of(ANN, TIP, "9:70").unread()).isZero();
    }

    @Test
    void onlyAHigherOffsetOfTheSameEpochUpToTheTipMovesIt() {
        Reading reading = Reading.of(ANN, TIP, "9:52");

        assertThat(reading.refuses(place(9, 53))).isEmpty();
        assertThat(reading.refuses(place(9, 60))).isEmpty();
        assertThat(reading.refuses(place(9, 52))).isEqualTo(Optional.of(Result.NOT_HIGHER));
        assertThat(reading.refuses(place(9, 0))).isEqualTo(Optional.of(Result.NOT_HIGHER));
        assertThat(reading.refuses(place(9, 61))).isEqualTo(Optional.of(Result.BEYOND_TIP));
        assertThat(reading.refuses(place(8, 53))).isEqualTo(Optional.of(Result.OTHER_EPOCH));
        assertThat(reading.refuses(place(0, 53))).isEqualTo(Optional.of(Result.OTHER_EPOCH));
    }

    @Test
    void aStreamThatIsNotThereCannotBeRead() {
        assertThat(Reading.of(ANN, StreamTip.NONE, "").refuses(place(0, 0)))
                .isEqualTo(Optional.of(Result.OTHER_EPOCH));
    }
}
