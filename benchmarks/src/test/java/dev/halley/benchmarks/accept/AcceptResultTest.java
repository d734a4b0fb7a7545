package dev.halley.benchmarks.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.measure.Percentiles;
import dev.halley.benchmarks.measure.Pushes;
import dev.halley.benchmarks.measure.report.Told;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.process.ThreadCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AcceptResultTest {

    private static final Percentiles MS = new Percentiles(1, 2, 3, 4);

    @Test
    void tellsRateAndCpuPerPush() {
        Told told = told(new Pushes(1_000, 0, 0, 0, 0), 0.3, 1);
        assertThat(told.exitCode()).isZero();
        assertThat(told.text())
                .contains("500 accepted/s over 2.00 s")
                .contains("logic         100.0 us CPU per push, 0.05 cores, 30 context switches/s")
                .contains("20.0 us CPU per push, busy 30 %, 0.01 cores")
                .contains("verdict       good");
        assertThat(told.json())
                .contains("\"accepted_per_s\":500.0", "\"cpu_us_per_push\":{\"logic\":100.0}")
                .contains("\"load_hiccup_ms\":{\"p50\":1.0", "\"good\":true");
    }

    @Test
    void refusedFailedAndUnsentPushesFailTheRun() {
        for (Pushes pushes :
                List.of(
                        new Pushes(10, 1, 0, 0, 0),
                        new Pushes(10, 0, 1, 0, 0),
                        new Pushes(10, 0, 0, 1, 0),
                        new Pushes(0, 0, 0, 0, 0))) {
            assertThat(told(pushes, 0.3, 1).exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aSaturatedLoadSideFailsTheRun() {
        Pushes fine = new Pushes(10, 0, 0, 0, 0);
        assertThat(told(fine, 0.95, 1).exitCode()).isEqualTo(1);
        assertThat(told(fine, 0.95, 1).json()).contains("calling threads were 95 % busy");
        assertThat(told(fine, 0.3, 51).text()).contains("not good: load side saturated: pushes");
    }

    private static Told told(Pushes pushes, double busy, double lateMs) {
        ThreadCounts switches = new ThreadCounts(Map.of(1L, 60L));
        ServerUse server =
                new ServerUse(
                        Map.of("logic", ProcessSample.NONE),
                        Map.of("logic", new ProcessSample(100_000_000L, 5, switches)),
                        Map.of(),
                        2);
        Load load = new Load(busy, 20_000_000, lateMs, MS, 50);
        return new AcceptResult("t", pushes, 2, MS, server, load, List.of()).told();
    }
}
