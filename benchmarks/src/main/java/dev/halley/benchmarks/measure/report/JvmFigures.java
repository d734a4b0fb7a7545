package dev.halley.benchmarks.measure.report;

import dev.halley.benchmarks.jvm.JvmUse;
import dev.halley.benchmarks.measure.JvmCosts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** How the costs of JVMs are told. */
public final class JvmFigures {

    private JvmFigures() {}

    /** A line for each. */
    public static void lines(TextFigures out, String unit, Map<String, JvmCosts> jvms) {
        jvms.forEach(
                (name, jvm) -> {
                    JvmUse use = jvm.use();
                    out.line(
                            name,
                            "allocated %.0f bytes per %s, %.1f MB/s; %,d pauses to collect: %,d ms,"
                                    + " longest %,d ms; heap after the last %s",
                            jvm.allocatedBytesPerUnit(),
                            unit,
                            jvm.allocatedMbPerSecond(),
                            use.pauses(),
                            use.pausedMs(),
                            use.longestPauseMs(),
                            use.heapAfterGcKb() < 0
                                    ? "unknown"
                                    : "%,d KB".formatted(use.heapAfterGcKb()));
                });
    }

    /** A key for each figure, by name of the process. */
    public static void put(JsonFigures out, String unit, Map<String, JvmCosts> jvms) {
        out.put("allocated_bytes_per_" + unit, each(jvms, JvmCosts::allocatedBytesPerUnit))
                .put("allocated_mb_per_s", each(jvms, JvmCosts::allocatedMbPerSecond))
                .put("heap_after_gc_kb", each(jvms, jvm -> jvm.use().heapAfterGcKb()))
                .put("gc_pauses", each(jvms, jvm -> jvm.use().pauses()))
                .put("gc_pause_ms", each(jvms, jvm -> jvm.use().pausedMs()))
                .put("gc_longest_pause_ms", each(jvms, jvm -> jvm.use().longestPauseMs()));
    }

    private static Map<String, Number> each(
            Map<String, JvmCosts> jvms, Function<JvmCosts, Number> figure) {
        Map<String, Number> values = new LinkedHashMap<>();
        jvms.forEach((name, jvm) -> values.put(name, figure.apply(jvm)));
        return values;
    }
}
