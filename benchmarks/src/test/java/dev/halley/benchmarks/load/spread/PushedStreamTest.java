package dev.halley.benchmarks.load.spread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.audit.PushedSequences;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PushedStreamTest {

    private static final int TARGET = 4;
    private static final int SLOT = 1;

    /** Every third one was not accepted, and the first five are the warm-up. */
    private static final PushedSequences PUSHED =
            new PushedSequences() {
                @Override
                public int sequences(int target, int slot) {
                    return target == TARGET && slot == SLOT ? 12 : 0;
                }

                @Override
                public boolean accepted(int target, int slot, int sequence) {
                    return sequence % 3 != 0;
                }

                @Override
                public boolean measured(int target, int slot, int sequence) {
                    return sequence >= 5;
                }

                @Override
                public long sentNanos(int target, int slot, int sequence) {
                    return 1_000L * sequence;
                }
            };

    @Test
    void aCopySaysWhatTheOriginalDoes() {
        PushedSequences copy =
                new PushedCopy(
                        List.of(
                                PushedStream.of(PUSHED, TARGET, 0),
                                PushedStream.of(PUSHED, TARGET, SLOT)));
        assertThat(copy.sequences(TARGET, 0)).isZero();
        assertThat(copy.sequences(TARGET, SLOT)).isEqualTo(12);
        for (int at = 0; at < 12; at++) {
            assertThat(copy.accepted(TARGET, SLOT, at)).isEqualTo(at % 3 != 0);
            assertThat(copy.measured(TARGET, SLOT, at)).isEqualTo(at >= 5);
            assertThat(copy.sentNanos(TARGET, SLOT, at)).isEqualTo(1_000L * at);
        }
    }
}
