package dev.halley.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.measure.RunResult.Rates;
import dev.halley.benchmarks.measure.report.TextReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RunResultTest {

    private static final LoadSide AT_EASE = new LoadSide(0.05, 0.4, 0.6, 0.2, 1);

    @Test
    void aCleanRunAtEaseIsGood() {
        RunResult result = result(counted(0), AT_EASE, pushes(0, 0));
        assertThat(result.objections()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aSaturatedLoadSideIsNeverGood() {
        LoadSide busy = new LoadSide(0.05, 0.95, 1.1, 0.2, 1);
        LoadSide late = new LoadSide(0.05, 0.4, 0.6, 80, 1);
        assertThat(result(counted(0), busy, pushes(0, 0)).objections())
                .containsExactly("load side saturated: its receiving threads were 95 % busy");
        assertThat(result(counted(0), late, pushes(0, 0)).objections())
                .containsExactly("load side saturated: pushes were 80 ms late");
        assertThat(TextReport.of(result(counted(0), late, pushes(0, 0))))
                .contains("not good: load side saturated");
    }

    @Test
    void lossFailsTheRun() {
        RunResult result = result(counted(3), AT_EASE, pushes(0, 0));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.objections()).containsExactly("messages or sessions went wrong");
    }

    @Test
    void pushesThatFailedOrWereNeverSentMakeARunNotGood() {
        assertThat(result(counted(0), AT_EASE, pushes(2, 0)).objections())
                .containsExactly("pushes were refused or failed");
        assertThat(result(counted(0), AT_EASE, pushes(0, 9)).objections())
                .containsExactly("the schedule was not kept: pushes were never sent");
    }

    private static Counted counted(long lost) {
        return new Counted(100, 100 - lost, lost, 0, 0, 0, 0, 0, 0);
    }

    private static Pushes pushes(long refused, long unsent) {
        return new Pushes(100, refused, 0, unsent, 0);
    }

    private static RunResult result(Counted counted, LoadSide side, Pushes pushes) {
        Percentiles none = new Percentiles(0, 0, 0, 0);
        Costs costs = new Costs(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
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
