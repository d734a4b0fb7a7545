package dev.halley.benchmarks.floor.loop;

import dev.halley.benchmarks.spec.Check;

/**
 * How messages become writes.
 *
 * @param mostPerWrite messages that one write may hold; 1: nothing is merged
 * @param duty part of the time, above 0 and at most 1, that may be spent writing; after a drain of
 *     time D comes a pause of D x (1 - duty) / duty
 */
public record Pace(int mostPerWrite, double duty) {

    /** Longest pause, as comet's default is. */
    static final long LONGEST_PAUSE_NANOS = 100_000_000L;

    private static final double LEAST_DUTY = 0.01;

    /** Checks the ranges. */
    public Pace {
        Check.range("messages per write", mostPerWrite, 1, Integer.MAX_VALUE);
        Check.range("duty", duty, LEAST_DUTY, 1);
    }

    long pauseNanos(long drainNanos) {
        return Math.min(LONGEST_PAUSE_NANOS, (long) (drainNanos * (1 - duty) / duty));
    }
}
