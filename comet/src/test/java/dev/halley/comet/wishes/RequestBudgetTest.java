package dev.halley.comet.wishes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RequestBudgetTest {
    @Test
    void givesABurstAndThenOneForEveryFourTicks() {
        RequestBudget budget = new RequestBudget(3, 0.25, Integer.MAX_VALUE - 1);
        int now = Integer.MAX_VALUE - 1;
        for (int i = 0; i < 3; i++) {
            assertThat(budget.take(now)).isTrue();
        }
        assertThat(budget.take(now)).isFalse();
        assertThat(budget.take(now + 3)).isFalse();

        assertThat(budget.take(now + 4)).isTrue();

        assertThat(budget.take(now + 5)).isFalse();
    }

    @Test
    void savesNoMoreThanTheBurst() {
        RequestBudget budget = new RequestBudget(2, 0.25, 0);

        assertThat(budget.take(10_000)).isTrue();
        assertThat(budget.take(10_000)).isTrue();
        assertThat(budget.take(10_000)).isFalse();
    }
}
