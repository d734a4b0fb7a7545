package dev.halley.benchmarks.audit;

import org.HdrHistogram.Histogram;

/** The accepted messages that did not come to some sessions, sorted by whether they had to. */
public final class Missing {

    private static final long LONGEST_US = 3_600_000_000L;

    private long lost;
    private long warmupLost;
    private long whileAway;
    private long told;
    private final Histogram inFlightUs = new Histogram(LONGEST_US, 3);

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
        return inFlightUs.getTotalCount();
    }

    /** How long before the cut those {@link #inFlight} were sent. */
    public Histogram inFlightUs() {
        return inFlightUs;
    }

    /** Those whose session was told that it would not get them. */
    public long told() {
        return told;
    }

    /** Counts one that had to come. */
    public void addLost(boolean measured) {
        if (measured) {
            lost++;
        } else {
            warmupLost++;
        }
    }

    /** Counts one of which its session was told. */
    public void addTold() {
        told++;
    }

    void addWhileAway() {
        whileAway++;
    }

    void addInFlight(long nanosBeforeTheCut) {
        inFlightUs.recordValue(Math.min(LONGEST_US, nanosBeforeTheCut / 1_000));
    }
}
