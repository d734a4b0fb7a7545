package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.process.ProcessProbe;
import dev.halley.benchmarks.process.ProcessSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The server's processes, by name. A name may pass to another process, as when a node is killed and
 * started again: its CPU is then that of both. Any thread may call.
 */
public final class WatchedProcesses {

    private final Map<String, Watched> byName = new LinkedHashMap<>();
    private final List<String> gone = new ArrayList<>();

    /**
     * Looks for each.
     *
     * @throws BenchException if one is not there
     */
    public WatchedProcesses(Map<String, Long> pids) throws BenchException {
        for (Map.Entry<String, Long> entry : pids.entrySet()) {
            Watched watched = new Watched(entry.getValue());
            if (watched.sample().isEmpty()) {
                throw new BenchException(
                        "pid %s=%d: no such process".formatted(entry.getKey(), entry.getValue()));
            }
            byName.put(entry.getKey(), watched);
        }
    }

    /** From now on these; looks at each, so that little is missed of one that dies. */
    synchronized void become(Map<String, Long> pids) {
        pids.forEach((name, pid) -> byName.computeIfAbsent(name, n -> new Watched(pid)).is(pid));
        byName.values().forEach(Watched::look);
    }

    /** All that are there, now. */
    public synchronized Map<String, ProcessSample> sample() {
        Map<String, ProcessSample> samples = new LinkedHashMap<>();
        byName.forEach(
                (name, watched) ->
                        watched.sample()
                                .ifPresentOrElse(
                                        sample -> samples.put(name, sample), () -> noteGone(name)));
        return samples;
    }

    /** Processes that were not there when they were to be measured. */
    public synchronized List<String> gone() {
        return List.copyOf(gone);
    }

    /** Combines two moments, for the processes that were there at both. */
    public static <T> Map<String, T> between(
            Map<String, ProcessSample> from,
            Map<String, ProcessSample> to,
            BiFunction<ProcessSample, ProcessSample, T> combine) {
        Map<String, T> result = new LinkedHashMap<>();
        from.forEach(
                (name, before) -> {
                    ProcessSample after = to.get(name);
                    if (after != null) {
                        result.put(name, combine.apply(before, after));
                    }
                });
        return result;
    }

    private void noteGone(String name) {
        String text = "process " + name + " is gone";
        if (!gone.contains(text)) {
            gone.add(text);
        }
    }

    private static final class Watched {

        private long pid;
        private ProcessProbe probe;
        private long cpuOfEarlierNanos;
        private long cpuNanos;

        Watched(long pid) {
            this.pid = pid;
            this.probe = new ProcessProbe(pid);
        }

        void is(long newPid) {
            if (newPid != pid) {
                cpuOfEarlierNanos += cpuNanos;
                cpuNanos = 0;
                pid = newPid;
                probe = new ProcessProbe(newPid);
            }
        }

        void look() {
            probe.cpuNanos().ifPresent(nanos -> cpuNanos = nanos);
        }

        Optional<ProcessSample> sample() {
            Optional<ProcessSample> sample = probe.sample();
            sample.ifPresent(present -> cpuNanos = present.cpuNanos());
            return sample.map(
                    present ->
                            new ProcessSample(
                                    cpuOfEarlierNanos + present.cpuNanos(),
                                    present.rssKb(),
                                    present.switches()));
        }
    }
}
