package dev.halley.benchmarks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GapsTest {

    private static final long MS = 1_000_000;

    private final Gaps gaps = new Gaps();

    @Test
    void shortOnesAreNoStalls() {
        gaps.arrived(0, 250 * MS);
        assertThat(gaps.longestNanos()).isEqualTo(250 * MS);
        assertThat(gaps.stalls()).isEmpty();
    }

    @Test
    void stallsThatEndTogetherAreOneFromTheEarliestBegin() {
        gaps.arrived(1_000 * MS, 3_000 * MS);
        gaps.arrived(500 * MS, 3_010 * MS);
        gaps.arrived(2_000 * MS, 3_020 * MS);
        gaps.arrived(3_020 * MS, 4_000 * MS);
        assertThat(gaps.stalls())
                .containsExactly(
                        new Stall(500 * MS, 3_020 * MS), new Stall(3_020 * MS, 4_000 * MS));
        assertThat(gaps.longestNanos()).isEqualTo(2_510 * MS);
    }

    @Test
    void theListIsBounded() {
        for (int i = 0; i < 150_000; i++) {
            gaps.arrived(i * 1_000L * MS, (i * 1_000L + 300) * MS);
        }
        assertThat(gaps.stalls()).hasSize(100_000);
        assertThat(gaps.stalls().get(99_999).toNanos()).isEqualTo((149_999L * 1_000 + 300) * MS);
    }
}
