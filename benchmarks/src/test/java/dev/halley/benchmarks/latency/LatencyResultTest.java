package dev.halley.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.measure.Continuity;
import dev.halley.benchmarks.measure.Costs;
import dev.halley.benchmarks.measure.Counted;
import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.Pushes;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.RunResult.Rates;
import dev.halley.benchmarks.measure.report.Told;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LatencyResultTest {

    @Test
    void withoutABackgroundItIsTheRunBesideTheHiccups() {
        Told told = new LatencyResult(run(100, 0, 100.0), Optional.empty()).told();
        assertThat(told.exitCode()).isZero();
        assertThat(told.text()).contains("p99.9         3.0 times that of the harness's own");
        assertThat(told.json())
                .contains("\"e2e_p999_over_hiccup\":3.0", "\"cpu_us_per_push\":{\"comet\":100.0}")
                .doesNotContain("background");
    }

    @Test
    void whatTheServerUsedIsSharedOutOverTheBackgroundToo() {
        Told told = new LatencyResult(run(100, 0, 100.0), Optional.of(run(300, 0, 0.0))).told();
        assertThat(told.exitCode()).isZero();
        assertThat(told.text()).contains("300 of 300 delivered");
        assertThat(told.json())
                .contains(
                        "\"cpu_us_per_push\":{\"comet\":25.0}", "\"background\":{\"expected\":300");
    }

    @Test
    void aBackgroundThatLostSomethingFailsTheRun() {
        Told told = new LatencyResult(run(100, 0, 100.0), Optional.of(run(300, 1, 0.0))).told();
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.text()).contains("not good: messages or sessions went wrong");
    }

    private static RunResult run(long expected, long lost, double cpuUsPerPush) {
        Percentiles ms = new Percentiles(1, 2, 6, 9);
        Map<String, Double> cpu = Map.of("comet", cpuUsPerPush);
        return new RunResult(
                "t",
                new Counted(expected, expected - lost, lost, 0, 0, 0, 0, 0, 0, 0),
                new Pushes(expected, 0, 0, 0, 0),
                new Rates(1, 1, 1, "reads", 1),
                ms,
                ms,
                new Costs(cpu, cpu, cpu, Map.of(), Map.of(), Map.of(), Map.of()),
                Continuity.undisturbed(),
                Optional.empty(),
                Optional.empty(),
                new LoadSide(0.05, 0.4, 0.6, 1, new Percentiles(0.1, 1, 2, 3), 1, 50, List.of()),
                List.of());
    }
}
