package dev.halley.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What one loop has counted. Plain fields for the loop's own thread; {@link #publish()} makes a
 * copy of the few that others watch while the run goes on.
 */
final class LoopCounts {

    /** Longest latency told apart; longer ones count as this. */
    static final long LONGEST_US = 300_000_000L;

    private static final int DIGITS = 3;

    final Histogram latencyUs = new Histogram(LONGEST_US, DIGITS);
    long deliveries;
    long measured;
    long duplicated;
    long reordered;
    long misrouted;
    long strays;
    long frames;
    long bytes;
    long lastMeasuredNanos;
    int closedEarly;

    private volatile long seenDeliveries;
    private volatile long seenFrames;

    void recordLatency(long nanos) {
        long us = nanos < 0 ? 0 : nanos / 1_000;
        latencyUs.recordValue(us > LONGEST_US ? LONGEST_US : us);
    }

    void publish() {
        if (seenDeliveries != deliveries) {
            seenDeliveries = deliveries;
        }
        if (seenFrames != frames) {
            seenFrames = frames;
        }
    }

    long seenDeliveries() {
        return seenDeliveries;
    }

    long seenFrames() {
        return seenFrames;
    }
}
