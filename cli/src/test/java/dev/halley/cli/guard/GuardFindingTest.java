package dev.halley.cli.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuardFindingTest {

    private static final DrainCost FLOOR = new DrainCost(100, 0);

    @Test
    void isContentWithinItsLimits() {
        GuardFinding finding = new GuardFinding(GuardCase.COALESCED, new DrainCost(160, 5), FLOOR);
        assertThat(finding.troubles(1.6)).isEmpty();
    }

    @Test
    void saysWhatIsBeyondALimit() {
        GuardFinding finding = new GuardFinding(GuardCase.ALONE, new DrainCost(170, 51), FLOOR);
        assertThat(finding.troubles(1.6))
                .containsExactly(
                        "alone: 51.0 bytes allocated per delivery (expected: at most 50)",
                        "alone: 1.70 times the floor's CPU (expected: at most 1.60)");
    }

    @Test
    void oneTurnThatWasDisturbedDoesNotCount() {
        assertThat(
                        DrainCost.median(
                                List.of(
                                        new DrainCost(9_000, 1),
                                        new DrainCost(3, 400),
                                        new DrainCost(2, 2))))
                .isEqualTo(new DrainCost(3, 2));
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new Guard(0, 1, 1, 1))
                .hasMessage("connections: 0 (expected: 1 to 5000)");
        assertThatThrownBy(() -> new Guard(1, 1, 100, 1))
                .hasMessage("turns: 100 (expected: 1 to 99)");
    }
}
