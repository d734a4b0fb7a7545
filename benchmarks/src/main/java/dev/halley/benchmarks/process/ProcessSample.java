package dev.halley.benchmarks.process;

/**
 * A process at one moment.
 *
 * @param cpuNanos CPU time that it and its children that have ended used, user and system, in steps
 *     of 10 ms
 * @param rssKb resident memory
 * @param switches how often its threads have been switched away from, by themselves or not
 */
public record ProcessSample(long cpuNanos, long rssKb, ThreadCounts switches) {

    /** Of a process that was not seen. */
    public static final ProcessSample NONE = new ProcessSample(0, 0, ThreadCounts.NONE);

    /** CPU used since an earlier sample, in nanoseconds. */
    public double cpuSince(ProcessSample earlier) {
        return (double) cpuNanos - earlier.cpuNanos;
    }
}
