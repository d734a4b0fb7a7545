package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.measure.ProcessProbe;
import dev.halley.benchmarks.measure.ProcessSample;
import java.util.Map;

/**
 * Everything that is read at one end of the measured window.
 *
 * @param nanos when
 * @param processes the server's
 * @param harness this process
 * @param progress what the sessions have received
 */
record Moment(
        long nanos,
        Map<String, ProcessSample> processes,
        ProcessSample harness,
        Progress progress) {

    static Moment now(WatchedProcesses watched, SessionPool pool) {
        ProcessSample harness =
                new ProcessProbe(ProcessHandle.current().pid())
                        .sample()
                        .orElse(new ProcessSample(0, 0));
        return new Moment(System.nanoTime(), watched.sample(), harness, pool.progress());
    }
}
