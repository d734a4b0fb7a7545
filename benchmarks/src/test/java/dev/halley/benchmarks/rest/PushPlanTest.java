package dev.halley.benchmarks.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class PushPlanTest {

    private static final String SHAPES =
            """
            1, 1, 10
            1, 4, 103
            3, 4, 100
            2, 64, 1000
            500, 10, 2000
            503, 64, 1700
            7, 7, 7
            100, 3, 5
            """;

    @ParameterizedTest
    @CsvSource(textBlock = SHAPES)
    void everyPushIsMadeOnceByOneCallerInRisingOrder(int targets, int mostCallers, long pushes) {
        PushPlan plan = PushPlan.of(targets, mostCallers, pushes);
        assertThat(plan.callers()).isBetween(1, mostCallers);
        Set<Long> made = new HashSet<>();
        for (int caller = 0; caller < plan.callers(); caller++) {
            long last = -1;
            for (long n = 0; plan.pushOf(caller, n) < pushes; n++) {
                assertThat(plan.pushOf(caller, n)).isGreaterThan(last);
                last = plan.pushOf(caller, n);
                assertThat(made.add(last)).isTrue();
            }
        }
        assertThat(made).hasSize((int) pushes);
    }

    @ParameterizedTest
    @CsvSource(textBlock = SHAPES)
    void aTargetAndSenderHaveOneCaller(int targets, int mostCallers, long pushes) {
        PushPlan plan = PushPlan.of(targets, mostCallers, pushes);
        Map<String, Integer> callerOf = new HashMap<>();
        for (int caller = 0; caller < plan.callers(); caller++) {
            for (long n = 0; plan.pushOf(caller, n) < pushes; n++) {
                long push = plan.pushOf(caller, n);
                String stream = plan.target(push) + "/" + plan.slot(push);
                assertThat(plan.slot(push)).isLessThan(plan.sendersPerTarget());
                int of = caller;
                assertThat(callerOf.computeIfAbsent(stream, s -> of)).isEqualTo(caller);
            }
        }
        assertThat(callerOf.size()).isLessThanOrEqualTo(targets * plan.sendersPerTarget());
    }
}
