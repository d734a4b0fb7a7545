package dev.halley.benchmarks.recovery;

import org.HdrHistogram.Histogram;

/** Counts what clients of version 2 go through. Not for several threads. */
public final class RecoveryCounts {

    private static final long LONGEST_US = 300_000_000L;
    private static final long NANOS_PER_US = 1_000;

    private final Histogram recoveryUs = new Histogram(LONGEST_US, 3);
    private final Histogram liveUs = new Histogram(LONGEST_US, 3);
    private long cuts;
    private long recovered;
    private long notRecovered;
    private long gaps;
    private long holes;
    private long stale;
    private long recoveredMessages;
    private long lastBackNanos;
    private long lastRecoveryNanos;

    /** Nothing happened yet. */
    public RecoveryCounts() {}

    /** What was counted until now; its histograms go on to count. */
    public RecoveryTotals totals() {
        return new RecoveryTotals(
                cuts,
                recovered,
                notRecovered,
                gaps,
                holes,
                stale,
                recoveredMessages,
                lastBackNanos,
                lastRecoveryNanos,
                recoveryUs,
                liveUs);
    }

    /** The harness cut a connection. */
    public void cut() {
        cuts++;
    }

    void recoveryBegan() {
        recovered++;
    }

    void back(long nowNanos) {
        lastBackNanos = nowNanos;
    }

    void recoveryEnded(long nanos, long nowNanos) {
        lastRecoveryNanos = nowNanos;
        recoveryUs.recordValue(us(nanos));
    }

    void recoveryFailed() {
        notRecovered++;
    }

    void gap() {
        gaps++;
    }

    void step(StreamPosition.Step step) {
        if (step == StreamPosition.Step.STALE) {
            stale++;
        } else if (step == StreamPosition.Step.HOLE) {
            holes++;
        }
    }

    void recoveredMessage() {
        recoveredMessages++;
    }

    void live(long nanos) {
        liveUs.recordValue(us(nanos));
    }

    private static long us(long nanos) {
        return Math.max(0, Math.min(LONGEST_US, nanos / NANOS_PER_US));
    }
}
