package dev.halley.benchmarks.floor.loop;

/**
 * When messages are due, one after the other at a steady rate.
 *
 * @param startNanos when the first is, System.nanoTime, which processes of one machine share
 * @param rate messages a second
 */
public record DueTimes(long startNanos, double rate) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** When a message is due; the first is 0. */
    public long of(long message) {
        return startNanos + (long) (message * NANOS_PER_SECOND / rate);
    }

    /** How many are due at this time, itself included. */
    public long by(long now) {
        if (now < startNanos) {
            return 0;
        }
        // About so many; what both roundings did is corrected.
        long due = (long) ((now - startNanos) / NANOS_PER_SECOND * rate);
        while (of(due) <= now) {
            due++;
        }
        return due;
    }
}
