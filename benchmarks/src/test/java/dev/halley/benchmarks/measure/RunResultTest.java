package dev.halley.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.measure.RunResult.Rates;
import dev.halley.benchmarks.measure.report.JsonReport;
import dev.halley.benchmarks.measure.report.TextReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RunResultTest {

    private static final LoadSide AT_EASE = side(0.4, 0.2);

    @Test
    void aCleanRunAtEaseIsGood() {
        RunResult result = result(counted(0), AT_EASE, pushes(0, 0));
        assertThat(result.objections()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aSaturatedLoadSideIsNeverGood() {
        LoadSide busy = side(0.95, 0.2);
        LoadSide late = side(0.4, 80);
        assertThat(result(counted(0), busy, pushes(0, 0)).objections())
                .containsExactly("load side saturated: its receiving threads were 95 % busy");
        assertThat(result(counted(0), late, pushes(0, 0)).objections())
                .containsExactly("load side saturated: pushes were 80 ms late");
        assertThat(TextReport.of(result(counted(0), late, pushes(0, 0))))
                .contains("not good: load side saturated");
        assertThat(JsonReport.line(result(counted(0), late, pushes(0, 0))))
                .contains("\"good\":false", "pushes were 80 ms late", "\"load_most_late_ms\":50.0");
        assertThat(result(counted(0), busy, pushes(0, 0)).exitCode()).isEqualTo(1);
        assertThat(result(counted(0), late, pushes(0, 0)).exitCode()).isEqualTo(1);
    }

    @Test
    void whereSomethingWasDoneToTheServerALateLoadSideIsToldAndNoMore() {
        StepReport step = new StepReport("kill job-1", 5, 100, 0, 0);
        RunResult calm = result(counted(0), side(0.4, 80), pushes(0, 0));
        RunResult disturbed = with(calm, step);
        assertThat(disturbed.objections()).isEqualTo(calm.objections()).isNotEmpty();
        assertThat(disturbed.exitCode()).isZero();
        assertThat(with(result(counted(1), AT_EASE, pushes(0, 0)), step).exitCode()).isEqualTo(1);
    }

    @Test
    void lossFailsTheRun() {
        RunResult result = result(counted(3), AT_EASE, pushes(0, 0));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.objections()).containsExactly("messages or sessions went wrong");
    }

    @Test
    void whatWasWrongIsReportedByItsName() {
        RunResult result =
                result(new Counted(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), AT_EASE, pushes(0, 0));
        assertThat(JsonReport.line(result))
                .contains("\"lost\":3", "\"warmup_lost\":4", "\"duplicated\":5")
                .contains("\"reordered\":6", "\"misrouted\":7", "\"strays\":8")
                .contains("\"failed_connects\":9", "\"closed_early\":10");
        assertThat(TextReport.of(result))
                .contains("3 lost, 5 duplicated, 6 reordered, 7 misrouted, 8 strays;");
    }

    @Test
    void pushesThatFailedOrWereNeverSentMakeARunNotGood() {
        assertThat(result(counted(0), AT_EASE, pushes(2, 0)).objections())
                .containsExactly("pushes were refused or failed");
        assertThat(result(counted(0), AT_EASE, pushes(0, 9)).objections())
                .containsExactly("the schedule was not kept: pushes were never sent");
    }

    private static RunResult with(RunResult result, StepReport step) {
        Continuity calm = Continuity.undisturbed();
        Continuity disturbed =
                new Continuity(
                        0,
                        calm.reconnectMs(),
                        Map.of(),
                        calm.missed(),
                        0,
                        0,
                        0,
                        0,
                        Map.of(),
                        List.of(step));
        return new RunResult(
                result.title(),
                result.counted(),
                result.pushes(),
                result.rates(),
                result.e2eMs(),
                result.restMs(),
                result.costs(),
                disturbed,
                result.recovery(),
                result.storm(),
                result.loadSide(),
                result.troubles());
    }

    private static LoadSide side(double busy, double lateMs) {
        return new LoadSide(0.05, busy, 0.6, lateMs, new Percentiles(0, 0, 1, 2), 1, 50, List.of());
    }

    private static Counted counted(long lost) {
        return new Counted(100, 100 - lost, lost, 0, 0, 0, 0, 0, 0, 0);
    }

    private static Pushes pushes(long refused, long unsent) {
        return new Pushes(100, refused, 0, unsent, 0);
    }

    private static RunResult result(Counted counted, LoadSide side, Pushes pushes) {
        Percentiles none = new Percentiles(0, 0, 0, 0);
        Costs costs =
                new Costs(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
        Rates rates = new Rates(1, 1, 1, "reads", 1);
        return new RunResult(
                "t",
                counted,
                pushes,
                rates,
                none,
                none,
                costs,
                Continuity.undisturbed(),
                Optional.empty(),
                Optional.empty(),
                side,
                List.of());
    }
}
