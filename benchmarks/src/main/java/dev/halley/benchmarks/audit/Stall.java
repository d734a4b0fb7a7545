package dev.halley.benchmarks.audit;

/**
 * A time in which some session got nothing though something was due.
 *
 * @param fromNanos its begin, System.nanoTime
 * @param toNanos when something came
 */
public record Stall(long fromNanos, long toNanos) {

    /** How long it was. */
    public long nanos() {
        return toNanos - fromNanos;
    }
}
