package dev.halley.benchmarks.process;

import java.util.Map;

/**
 * A process at one moment.
 *
 * @param cpuNanos CPU time it has used, user and system, in steps of 10 ms
 * @param rssKb resident memory
 * @param switchesByThread how often each thread that lives has been switched away from, by itself or
 *     not
 */
public record ProcessSample(long cpuNanos, long rssKb, Map<Long, Long> switchesByThread) {

    /** Of a process that was not seen. */
    public static final ProcessSample NONE = new ProcessSample(0, 0, Map.of());

    /** Copies the map. */
    public ProcessSample {
        switchesByThread = Map.copyOf(switchesByThread);
    }

    /**
     * Context switches since an earlier sample. The kernel forgets those of a thread that ends, so
     * threads that ended in between are left out.
     */
    public long switchesSince(ProcessSample earlier) {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : switchesByThread.entrySet()) {
            long before = earlier.switchesByThread.getOrDefault(thread.getKey(), 0L);
            long now = thread.getValue();
            // A number that passed to a new thread begins at 0 again.
            sum += now >= before ? now - before : now;
        }
        return sum;
    }

    /** CPU used since an earlier sample, in nanoseconds. */
    public double cpuSince(ProcessSample earlier) {
        return (double) cpuNanos - earlier.cpuNanos;
    }
}
