package dev.halley.benchmarks.spec;

/**
 * How the load side works.
 *
 * @param dials connections being made at once
 * @param callers connections that push; 0: enough for answers of 20 ms, at most 64
 * @param loops threads that receive
 * @param reconnect whether sessions that were cut come back, and pushes that failed are repeated
 */
public record Tuning(int dials, int callers, int loops, boolean reconnect) {

    private static final double ANSWER_SECONDS = 0.02;
    private static final int MOST_BY_ITSELF = 64;

    /** Checks the ranges. */
    public Tuning {
        Check.range("dial", dials, 1, 1_024);
        Check.range("callers", callers, 0, 512);
        Check.range("loops", loops, 1, 16);
    }

    /** The callers for a rate. Few callers mean a strict check of order: each has one of its own. */
    public int callersFor(double rate) {
        int enough = (int) Math.ceil(rate * ANSWER_SECONDS);
        return callers > 0 ? callers : Math.max(1, Math.min(MOST_BY_ITSELF, enough));
    }
}
