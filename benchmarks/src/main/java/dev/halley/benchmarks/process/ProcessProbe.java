package dev.halley.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads one process in {@code /proc}. */
public final class ProcessProbe {

    /** The kernel reports CPU in hundredths of a second, whatever its own tick is (proc(5)). */
    private static final long NANOS_PER_TICK = 10_000_000L;

    // Fields 14 to 17 of stat: its own, user and system, then that of children that have ended, as
    // those with which Redis writes its file anew. The name, field 2, may hold blanks, so counting
    // starts behind it.
    private static final int FIRST_TICKS = 11;
    private static final int AFTER_OWN_TICKS = 13;
    private static final int AFTER_ALL_TICKS = 15;

    private static final String RESIDENT = "VmRSS:";
    private static final String SWITCHES = "voluntary_ctxt_switches:";

    private final Path folder;

    /** The process with this number. */
    public ProcessProbe(long pid) {
        this(Path.of("/proc", Long.toString(pid)));
    }

    ProcessProbe(Path folder) {
        this.folder = folder;
    }

    /** The harness itself, now; its children may be the nodes that it measures, and do not count. */
    public static ProcessSample self() {
        return new ProcessProbe(ProcessHandle.current().pid())
                .sample(AFTER_OWN_TICKS)
                .orElse(ProcessSample.NONE);
    }

    /** How the process stands; empty: it is not there. */
    public Optional<ProcessSample> sample() {
        return sample(AFTER_ALL_TICKS);
    }

    private Optional<ProcessSample> sample(int afterTicks) {
        OptionalLong cpu = cpuNanos(afterTicks);
        if (cpu.isEmpty()) {
            return Optional.empty();
        }
        try {
            long rssKb = sum(folder.resolve("status"), RESIDENT);
            return Optional.of(new ProcessSample(cpu.getAsLong(), rssKb, switches()));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** CPU time alone, which is cheap to read; empty: the process is not there. */
    public OptionalLong cpuNanos() {
        return cpuNanos(AFTER_ALL_TICKS);
    }

    private OptionalLong cpuNanos(int afterTicks) {
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks =
                    Arrays.stream(fields, FIRST_TICKS, afterTicks).mapToLong(Long::parseLong).sum();
            return OptionalLong.of(ticks * NANOS_PER_TICK);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Per thread: what the process as a whole says of switches is of its first thread only. */
    private ThreadCounts switches() throws IOException {
        Map<Long, Long> switches = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder.resolve("task"))) {
            for (Path thread : threads) {
                try {
                    long id = Long.parseLong(String.valueOf(thread.getFileName()));
                    switches.put(id, sum(thread.resolve("status"), SWITCHES));
                } catch (IOException | UncheckedIOException e) {
                    // It ended just now.
                }
            }
        }
        return new ThreadCounts(switches);
    }

    /** The sum of the numbers in all lines whose name ends so. */
    private static long sum(Path file, String nameEnd) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(nameEnd, nameStart(line, nameEnd)))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .sum();
        }
    }

    private static int nameStart(String line, String nameEnd) {
        return line.indexOf(':') + 1 - nameEnd.length();
    }
}
