package dev.halley.benchmarks.accept;

import dev.halley.benchmarks.jvm.JvmUse;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.scenario.WatchedProcesses;
import java.util.Map;

/**
 * What the server's processes used.
 *
 * @param before at the end of the warm-up
 * @param after after the last answer
 * @param jvms what those did meanwhile that are JVMs
 * @param seconds in between
 */
record ServerUse(
        Map<String, ProcessSample> before,
        Map<String, ProcessSample> after,
        Map<String, JvmUse> jvms,
        double seconds) {

    private static final double NANOS_PER_US = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    Map<String, Double> cpuUsPer(double units) {
        return WatchedProcesses.between(
                before, after, (a, b) -> units == 0 ? 0 : b.cpuSince(a) / NANOS_PER_US / units);
    }

    Map<String, Double> cores() {
        return WatchedProcesses.between(
                before, after, (a, b) -> b.cpuSince(a) / NANOS_PER_SECOND / seconds);
    }

    Map<String, Double> switchesPerSecond() {
        return WatchedProcesses.between(
                before, after, (a, b) -> b.switches().since(a.switches()) / seconds);
    }

    Map<String, Long> rssKb() {
        return WatchedProcesses.between(before, after, (a, b) -> b.rssKb());
    }
}
