package dev.halley.comet.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.comet.frames.Lineage.Former;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream had epoch 5 up to 10 and epoch 6 up to 14, and is in another one now. */
@Timeout(10)
class LineageTest {
    private static final Lineage LINEAGE =
            Lineage.of(List.of(new Former(5, 10), new Former(6, 14)));

    @Test
    void keepsWhatIsNotBehindTheEndOfAnEpochThatCameBefore() {
        assertThat(LINEAGE.keeps(5, 10)).isTrue();
        assertThat(LINEAGE.keeps(5, 11)).isFalse();
        assertThat(LINEAGE.keeps(6, 14)).isTrue();
        assertThat(LINEAGE.keeps(9, 1)).isFalse();
    }

    @Test
    void whoSharesSomethingGoesOnBehindThat() {
        assertThat(LINEAGE.goesOnBehind(10)).isEqualTo(10);
    }

    @Test
    void toWhoWasInNoneOfItsEpochsAllIsNew() {
        assertThat(LINEAGE.goesOnBehind(-1)).isZero();
        assertThat(Lineage.NONE.goesOnBehind(-1)).isZero();
    }

    @Test
    void ofWhatWasGivenAndNotKeptNothingIsThere() {
        Lineage lost = Lineage.of(List.of(new Former(5, 10), new Former(0, 13)));

        assertThat(lost.goesOnBehind(10)).isEqualTo(13);
        assertThat(lost.goesOnBehind(-1)).isEqualTo(13);
    }

    @Test
    void whereEpochsMayBeForgottenWhatThePresentOneHasIsNew() {
        Lineage full =
                Lineage.of(
                        List.of(
                                new Former(5, 10),
                                new Former(6, 14),
                                new Former(7, 15),
                                new Former(8, 19)));

        assertThat(full.goesOnBehind(-1)).isEqualTo(19);
        assertThat(full.goesOnBehind(10)).isEqualTo(10);
    }

    @Test
    void sharesWithAnEpochThatCameBeforeWhatIsKeptOfIt() {
        assertThat(LINEAGE.sharedWith(6, Lineage.UNKNOWN)).isEqualTo(14);
        assertThat(LINEAGE.sharedWith(5, Lineage.NONE)).isEqualTo(10);
    }

    @Test
    void sharesWithABranchWhatBothKept() {
        Lineage shorter = Lineage.of(List.of(new Former(5, 8)));
        Lineage longer = Lineage.of(List.of(new Former(5, 12)));

        assertThat(LINEAGE.sharedWith(9, shorter)).isEqualTo(8);
        assertThat(LINEAGE.sharedWith(9, longer)).isEqualTo(10);
    }

    @Test
    void sharesNothingThatIsKnownWithAnother() {
        assertThat(LINEAGE.sharedWith(9, Lineage.NONE)).isNegative();
        assertThat(Lineage.UNKNOWN.sharedWith(5, LINEAGE)).isNegative();
    }

    @Test
    void aStreamThatHasHadNoOtherEpochIsKnownToHaveHadNone() {
        assertThat(Lineage.of(List.of())).isEqualTo(Lineage.NONE);
        assertThat(Lineage.NONE.isKnown()).isTrue();
        assertThat(Lineage.UNKNOWN.isKnown()).isFalse();
    }
}
