package dev.halley.benchmarks.sessions;

import dev.halley.benchmarks.jvm.ClassHistogram;
import dev.halley.benchmarks.jvm.JvmConnection;
import dev.halley.benchmarks.scenario.BenchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What lives on the heaps of those of the server's processes that are JVMs. */
final class LiveHeaps implements AutoCloseable {

    private final Map<String, JvmConnection> jvms = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();

    /**
     * Connects to those that are.
     *
     * @throws BenchException if none is
     */
    LiveHeaps(Map<String, Long> pids) throws BenchException {
        pids.forEach(
                (name, pid) -> {
                    try {
                        jvms.put(name, JvmConnection.to(pid));
                    } catch (IOException e) {
                        trouble(name, pid, e);
                    }
                });
        if (jvms.isEmpty()) {
            throw new BenchException(
                    "live-heap: "
                            + (pids.isEmpty() ? "no --pid" : String.join("; ", troubles))
                            + " (expected: a JVM)");
        }
    }

    /** Has each collect its garbage in full, and looks at what is left. */
    Map<String, ClassHistogram> collect() {
        Map<String, ClassHistogram> live = new LinkedHashMap<>();
        jvms.forEach(
                (name, jvm) -> {
                    try {
                        live.put(name, jvm.liveObjects());
                    } catch (IOException e) {
                        troubles.add("live heap of " + name + ": " + e.getMessage());
                    }
                });
        return live;
    }

    /** Those that are no JVM, or did not let us in. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() {
        jvms.values().forEach(JvmConnection::close);
    }

    private void trouble(String name, long pid, IOException e) {
        troubles.add("live heap of %s=%d: %s".formatted(name, pid, e.getMessage()));
    }
}
