package dev.halley.job.retry;

/** Delays in a row of failures: each twice the one before, up to a limit. Owned by one thread. */
public final class Doubling {
    /** Doubled so often, any first delay that makes sense is past its limit, and none overflows. */
    private static final int MOST_DOUBLINGS = 20;

    private final long firstNanos;
    private final long longestNanos;
    private int failures;

    /** Starts with the shortest delay, 0 or more. */
    public Doubling(long firstNanos, long longestNanos) {
        this.firstNanos = firstNanos;
        this.longestNanos = longestNanos;
    }

    /** The delay after one more failure, in nanoseconds. */
    public long next() {
        int doublings = Math.min(failures, MOST_DOUBLINGS);
        failures = doublings + 1;
        return Math.min(longestNanos, firstNanos << doublings);
    }

    /** Something worked: the next delay is the shortest again. */
    public void reset() {
        failures = 0;
    }
}
