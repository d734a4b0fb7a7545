package dev.halley.benchmarks.accept;

import dev.halley.benchmarks.measure.LoadSide;
import dev.halley.benchmarks.measure.Percentiles;
import java.util.List;

/**
 * What the harness used.
 *
 * @param busiest share of a core that the busiest calling thread was busy, 0 to 1
 * @param cpuNanos CPU of the whole harness
 * @param lateP99Ms how late idle callers woke
 * @param hiccupMs how late a thread woke that only slept
 * @param mostLateMs bound of {@code lateP99Ms}
 */
record Load(
        double busiest,
        double cpuNanos,
        double lateP99Ms,
        Percentiles hiccupMs,
        double mostLateMs) {

    /** Why it was the limit; empty: it was not. */
    List<String> saturation() {
        return LoadSide.saturation("calling", busiest, lateP99Ms, mostLateMs);
    }
}
