package dev.halley.cluster.process;

import dev.halley.cluster.ClusterException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Starts processes that outlive this one, and remembers those that it started. Thread-safe. */
public final class Spawner {
    // A session of its own: what ends the terminal's processes ends none of these.
    private static final Path SET_SID = Path.of("/usr/bin/setsid");

    private static final long NOTICE_LIMIT_S = 5;

    private final Map<ProcessMark, Process> children = new ConcurrentHashMap<>();

    /** Made without anything started. */
    public Spawner() {}

    /**
     * Starts a process whose output is added to this file. Does not wait for anything.
     *
     * @throws ClusterException if it cannot be started, or ended at once
     */
    public ProcessMark start(Command command, Path log) {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SET_SID)) {
            words.add(SET_SID.toString());
        }
        words.addAll(command.words());
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(command.environment());
        try {
            Process process = builder.start();
            ProcessMark mark =
                    ProcessTable.mark(process.pid())
                            .orElseThrow(
                                    () -> new ClusterException(command.words() + " ended at once"));
            children.put(mark, process);
            return mark;
        } catch (IOException e) {
            throw new ClusterException("cannot start " + command.words().get(0) + ": " + e, e);
        }
    }

    /** How a process ended, if it was started here and has. */
    public OptionalInt exitCode(ProcessMark mark) {
        Process process = children.get(mark);
        if (process == null || ProcessTable.runs(mark)) {
            return OptionalInt.empty();
        }
        try {
            // It has ended; this JVM may not have noticed yet.
            return process.waitFor(NOTICE_LIMIT_S, TimeUnit.SECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
