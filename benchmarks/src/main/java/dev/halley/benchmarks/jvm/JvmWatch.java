package dev.halley.benchmarks.jvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;

/**
 * Those of the server's processes that are JVMs, seen from the inside. One that goes away while it
 * is watched is left out of the figures and named. Used by one thread.
 */
public final class JvmWatch implements AutoCloseable {

    private final Map<String, WatchedJvm> jvms = new LinkedHashMap<>();
    private final List<String> troubles = new ArrayList<>();

    /**
     * Connects to those of the processes that are JVMs; blocks for up to some seconds, which cost
     * them a part of a second of CPU each.
     */
    public JvmWatch(Map<String, Long> pids) {
        pids.forEach(
                (name, pid) -> {
                    if (JvmConnection.isJvm(pid)) {
                        connect(name, pid);
                    }
                });
    }

    /** What they do from now on is looked at. */
    public void begin() {
        Map<String, WatchedJvm> gone = new LinkedHashMap<>();
        jvms.forEach(
                (name, jvm) -> {
                    try {
                        jvm.begin();
                    } catch (IOException | JMException e) {
                        gone.put(name, jvm);
                        trouble(name, e);
                    }
                });
        gone.values().forEach(WatchedJvm::close);
        jvms.keySet().removeAll(gone.keySet());
    }

    /** What they did since. */
    public Map<String, JvmUse> end() {
        Map<String, JvmUse> uses = new LinkedHashMap<>();
        jvms.forEach(
                (name, jvm) -> {
                    try {
                        uses.put(name, jvm.end());
                    } catch (IOException | JMException e) {
                        trouble(name, e);
                    }
                });
        return uses;
    }

    /** Those that did not let us in, or went away. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() {
        jvms.values().forEach(WatchedJvm::close);
    }

    private void connect(String name, long pid) {
        try {
            jvms.put(name, new WatchedJvm(pid));
        } catch (IOException | JMException e) {
            trouble(name, e);
        }
    }

    private void trouble(String name, Exception e) {
        troubles.add("no figures of the JVM %s: %s".formatted(name, e.getMessage()));
    }
}
