package dev.halley.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.benchmarks.jvm.JvmUse;
import dev.halley.benchmarks.measure.report.JsonFigures;
import dev.halley.benchmarks.measure.report.JvmFigures;
import dev.halley.benchmarks.measure.report.TextFigures;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class JvmCostsTest {

    private static final JvmUse USE = new JvmUse(20L << 20, 5_000, 4, 31, 12);

    @Test
    void allocationIsPerUnitAndPerSecond() {
        JvmCosts costs = new JvmCosts(USE, 10, 1 << 10);
        assertThat(costs.allocatedBytesPerUnit()).isEqualTo(20 << 10);
        assertThat(costs.allocatedMbPerSecond()).isEqualTo(2);
        assertThat(new JvmCosts(USE, 0, 0).allocatedBytesPerUnit()).isZero();
    }

    @Test
    void isToldInTextAndJson() {
        Map<String, JvmCosts> jvms = JvmCosts.of(Map.of("comet", USE), 10, 1 << 10);
        TextFigures text = new TextFigures("t");
        JvmFigures.lines(text, "push", jvms);
        assertThat(text.text())
                .contains(
                        "comet         allocated 20480 bytes per push, 2.0 MB/s; 4 pauses to"
                                + " collect: 31 ms, longest 12 ms; heap after the last 5,000 KB");
        JsonFigures json = new JsonFigures();
        JvmFigures.put(json, "push", jvms);
        assertThat(json.line())
                .isEqualTo(
                        "{\"allocated_bytes_per_push\":{\"comet\":20480.0},"
                                + "\"allocated_mb_per_s\":{\"comet\":2.0},"
                                + "\"heap_after_gc_kb\":{\"comet\":5000.0},"
                                + "\"gc_pauses\":{\"comet\":4.0},"
                                + "\"gc_pause_ms\":{\"comet\":31.0},"
                                + "\"gc_longest_pause_ms\":{\"comet\":12.0}}");
    }
}
