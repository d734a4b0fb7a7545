package dev.halley.benchmarks.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PushLogTest {
    private final PushLog log = new PushLog(new PushPlan(2, 4, 100));

    @Test
    void whatNobodyKnowsOfIsAwaitedOnlyAfterSomethingWasDone() {
        attempt(0, 0, PushOutcome.UNCERTAIN);
        attempt(0, 0, PushOutcome.ACCEPTED);
        attempt(0, 1, PushOutcome.REFUSED);
        attempt(0, 1, PushOutcome.UNCERTAIN);
        attempt(1, 1, PushOutcome.ACCEPTED);

        int[] members = {10, 1};
        assertThat(log.awaited(members, false)).isEqualTo(11);
        assertThat(log.awaited(members, true)).isEqualTo(31);
    }

    private void attempt(int target, int slot, PushOutcome outcome) {
        int unused = log.stream(target, slot).begin(true, 0);
        log.stream(target, slot).end(outcome);
    }
}
