package dev.halley.benchmarks.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many sessions a process of the harness can hold, as each is an open file.
 *
 * @param files that a process may open
 */
public record FileLimit(long files) {

    /** What is not known is taken to be what is usual. */
    private static final long USUAL = 20_000;

    /** For jars, callers, and connections that are being closed. */
    private static final long RESERVED = 2_000;

    private static final long SMALL_SHARE = 4;

    /** That of this process, which those that it starts have too. */
    public static FileLimit own() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                ? new FileLimit(os.getMaxFileDescriptorCount())
                : new FileLimit(USUAL);
    }

    /** Sessions that one process can hold; at least one. */
    public int sessions() {
        long left = files - Math.min(RESERVED, files / SMALL_SHARE);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left));
    }

    /** Processes that so many sessions need. */
    public int processesFor(int count) {
        return Math.max(1, (int) Math.ceil((double) count / sessions()));
    }
}
