package dev.halley.benchmarks.rest;

/**
 * When pushes are due.
 *
 * @param startNanos when the first is, System.nanoTime
 * @param ratePerSecond pushes a second, all callers together
 * @param firstMeasured first push after the warm-up
 * @param giveUpNanos when callers that are behind stop sending
 */
public record PushTiming(
        long startNanos, double ratePerSecond, long firstMeasured, long giveUpNanos) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** When a push is due. */
    public long dueNanos(long push) {
        return startNanos + (long) (push * NANOS_PER_SECOND / ratePerSecond);
    }
}
