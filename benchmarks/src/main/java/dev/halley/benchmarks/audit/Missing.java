package dev.halley.benchmarks.audit;

/** The accepted messages that did not come to some sessions, sorted by whether they had to. */
public final class Missing {

    private long lost;
    private long warmupLost;
    private long whileAway;
    private long inFlight;
    private long oldestInFlightNanos;

    /** Nothing is missing yet. */
    public Missing() {}

    /** Measured messages that had to come and did not. */
    public long lost() {
        return lost;
    }

    /** Those of the warm-up. */
    public long warmupLost() {
        return warmupLost;
    }

    /** Sent while their session had no connection. */
    public long whileAway() {
        return whileAway;
    }

    /** Sent while there was a connection, which was cut before anything later came on it. */
    public long inFlight() {
        return inFlight;
    }

    /** How long before the cut the oldest of {@link #inFlight} was sent. */
    public long oldestInFlightNanos() {
        return oldestInFlightNanos;
    }

    /** Adds what is missing elsewhere. */
    public void add(Missing other) {
        lost += other.lost;
        warmupLost += other.warmupLost;
        whileAway += other.whileAway;
        inFlight += other.inFlight;
        oldestInFlightNanos = Math.max(oldestInFlightNanos, other.oldestInFlightNanos);
    }

    void addLost(boolean measured) {
        if (measured) {
            lost++;
        } else {
            warmupLost++;
        }
    }

    void addWhileAway() {
        whileAway++;
    }

    void addInFlight(long nanosBeforeTheCut) {
        inFlight++;
        oldestInFlightNanos = Math.max(oldestInFlightNanos, nanosBeforeTheCut);
    }
}
