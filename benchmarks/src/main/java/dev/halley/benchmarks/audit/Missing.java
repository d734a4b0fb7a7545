package dev.halley.benchmarks.audit;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Counts the accepted messages that did not come to some sessions, by whether they had to. */
public final class Missing {

    private static final long LONGEST_US = 3_600_000_000L;
    static final int MOST_EXAMPLES = 20;

    private final Histogram inFlightUs = new Histogram(LONGEST_US, 3);
    private final List<LostMessage> examples = new ArrayList<>();
    private long lost;
    private long warmupLost;
    private long whileAway;
    private long told;

    /** Nothing is missing yet. */
    public Missing() {}

    /**
     * What was counted.
     *
     * @param lost measured messages that had to come and did not
     * @param warmupLost those of the warm-up
     * @param whileAway sent while their session had no connection
     * @param told those whose session was told that it would not get them
     * @param inFlightUs sent while there was a connection, which was cut before anything later came
     *     on it: how long before the cut
     * @param examples of those that are lost: the first {@value Missing#MOST_EXAMPLES}, each once however
     *     many sessions of a room it did not come to
     */
    public record Totals(
            long lost,
            long warmupLost,
            long whileAway,
            long told,
            Histogram inFlightUs,
            List<LostMessage> examples) {

        /** Those in flight when their session was cut. */
        public long inFlight() {
            return inFlightUs.getTotalCount();
        }
    }

    /** What was counted until now. */
    public Totals totals() {
        return new Totals(lost, warmupLost, whileAway, told, inFlightUs, List.copyOf(examples));
    }

    /** Adds what was counted elsewhere. */
    public void add(Totals other) {
        lost += other.lost;
        warmupLost += other.warmupLost;
        whileAway += other.whileAway;
        told += other.told;
        inFlightUs.add(other.inFlightUs);
        other.examples.forEach(this::keep);
    }

    /** Counts one that had to come. */
    public void addLost(LostMessage message, boolean measured) {
        keep(message);
        if (measured) {
            lost++;
        } else {
            warmupLost++;
        }
    }

    private void keep(LostMessage message) {
        if (examples.size() < MOST_EXAMPLES && !examples.contains(message)) {
            examples.add(message);
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
