package dev.halley.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one process in {@code /proc}. */
public final class ProcessProbe {

    /** The kernel reports CPU in hundredths of a second, whatever its own tick is (proc(5)). */
    private static final long NANOS_PER_TICK = 10_000_000L;

    // Fields 14 and 15 of stat; the name, field 2, may hold blanks, so counting starts behind it.
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final Path folder;

    /** The process with this number. */
    public ProcessProbe(long pid) {
        this(Path.of("/proc", Long.toString(pid)));
    }

    ProcessProbe(Path folder) {
        this.folder = folder;
    }

    /** How the process stands; empty: it is not there. */
    public Optional<ProcessSample> sample() {
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
            return Optional.of(new ProcessSample(ticks * NANOS_PER_TICK, rssKb()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private long rssKb() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("status"));
        return lines.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
