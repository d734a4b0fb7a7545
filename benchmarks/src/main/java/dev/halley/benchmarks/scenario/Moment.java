package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.load.Progress;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.process.ProcessProbe;
import dev.halley.benchmarks.process.ProcessSample;
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
        return new Moment(
                System.nanoTime(), watched.sample(), ProcessProbe.self(), pool.progress());
    }
}
