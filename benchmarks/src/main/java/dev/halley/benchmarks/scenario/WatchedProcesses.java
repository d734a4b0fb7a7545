package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.measure.ProcessProbe;
import dev.halley.benchmarks.measure.ProcessSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The server's processes at the moments that matter: before, connected, measured from, to. */
final class WatchedProcesses {

    private final Map<String, ProcessProbe> probes = new LinkedHashMap<>();
    private final List<String> gone = new ArrayList<>();

    WatchedProcesses(Map<String, Long> pids) throws BenchException {
        for (Map.Entry<String, Long> entry : pids.entrySet()) {
            ProcessProbe probe = new ProcessProbe(entry.getValue());
            if (probe.sample().isEmpty()) {
                throw new BenchException(
                        "pid %s=%d: no such process".formatted(entry.getKey(), entry.getValue()));
            }
            probes.put(entry.getKey(), probe);
        }
    }

    Map<String, ProcessSample> sample() {
        Map<String, ProcessSample> samples = new LinkedHashMap<>();
        probes.forEach(
                (name, probe) ->
                        probe.sample()
                                .ifPresentOrElse(
                                        sample -> samples.put(name, sample), () -> noteGone(name)));
        return samples;
    }

    /** Processes that ended during the run. */
    List<String> gone() {
        return List.copyOf(gone);
    }

    /** Combines two moments, for the processes that were there at both. */
    static <T> Map<String, T> between(
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
}
