package dev.halley.benchmarks.floor;

import dev.halley.benchmarks.floor.loop.FloorCounts;
import dev.halley.benchmarks.process.ProcessProbe;
import dev.halley.benchmarks.process.ProcessSample;
import dev.halley.benchmarks.scenario.BenchException;

/**
 * Everything that is read at one end of the measured window.
 *
 * @param nanos when
 * @param floor CPU and memory of the floor's process
 * @param counts what it has written
 * @param harness CPU and memory of this process
 * @param clientCpuNanos CPU of the receiving threads
 * @param reads reads by them
 */
record FloorMoment(
        long nanos,
        ProcessSample floor,
        FloorCounts counts,
        ProcessSample harness,
        long clientCpuNanos,
        long reads) {

    static FloorMoment now(FloorProcess process, FloorClients clients) throws BenchException {
        return new FloorMoment(
                System.nanoTime(),
                process.sample(),
                process.counts(),
                ProcessProbe.self(),
                clients.cpuNanos(),
                clients.reads());
    }
}
