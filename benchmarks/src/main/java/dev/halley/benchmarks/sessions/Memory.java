package dev.halley.benchmarks.sessions;

import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.scenario.WatchedProcesses;
import java.util.Map;

/**
 * Resident memory of the server's processes around the connecting, each time at rest.
 *
 * @param beforeKb without the sessions
 * @param withKb with them
 * @param perSessionKb the growth, over sessions
 */
public record Memory(
        Map<String, Long> beforeKb, Map<String, Long> withKb, Map<String, Double> perSessionKb) {

    /** Of the processes that were there at both. */
    static Memory of(
            Map<String, ProcessSample> before, Map<String, ProcessSample> with, int sessions) {
        return new Memory(
                WatchedProcesses.between(before, with, (a, b) -> a.rssKb()),
                WatchedProcesses.between(before, with, (a, b) -> b.rssKb()),
                WatchedProcesses.between(
                        before, with, (a, b) -> ((double) b.rssKb() - a.rssKb()) / sessions));
    }
}
