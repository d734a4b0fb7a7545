package dev.halley.benchmarks.recovery;

import org.HdrHistogram.Histogram;

/**
 * What clients of version 2 went through.
 *
 * @param cuts connections that the harness cut itself
 * @param recovered recoveries that the server answered with yes
 * @param notRecovered recoveries that it answered with no, or not at all
 * @param gaps gaps that it told
 * @param holes times that offsets were passed over without a word
 * @param stale messages that were not higher than the position, and dropped
 * @param recoveredMessages messages that were pushed before the connection that brought them
 * @param lastBackNanos when the last session came back, System.nanoTime; 0: none did
 * @param lastRecoveryNanos when the last session had everything that it missed; 0: none did
 * @param recoveryUs from the dial until everything missed was there
 * @param liveUs from due to arrival of what was pushed after a session came back
 */
public record RecoveryTotals(
        long cuts,
        long recovered,
        long notRecovered,
        long gaps,
        long holes,
        long stale,
        long recoveredMessages,
        long lastBackNanos,
        long lastRecoveryNanos,
        Histogram recoveryUs,
        Histogram liveUs) {

    /** Both together. */
    public RecoveryTotals plus(RecoveryTotals other) {
        return new RecoveryTotals(
                cuts + other.cuts,
                recovered + other.recovered,
                notRecovered + other.notRecovered,
                gaps + other.gaps,
                holes + other.holes,
                stale + other.stale,
                recoveredMessages + other.recoveredMessages,
                later(lastBackNanos, other.lastBackNanos),
                later(lastRecoveryNanos, other.lastRecoveryNanos),
                both(recoveryUs, other.recoveryUs),
                both(liveUs, other.liveUs));
    }

    private static long later(long one, long other) {
        return one == 0 || (other != 0 && other - one > 0) ? other : one;
    }

    private static Histogram both(Histogram one, Histogram other) {
        Histogram sum = one.copy();
        sum.add(other);
        return sum;
    }
}
