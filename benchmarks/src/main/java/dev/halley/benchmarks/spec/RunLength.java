package dev.halley.benchmarks.spec;

/**
 * How long.
 *
 * @param warmupSeconds pushed before anything is measured; what goes wrong counts all the same
 * @param seconds measured
 */
public record RunLength(double warmupSeconds, double seconds) {

    /** Checks the ranges. */
    public RunLength {
        Check.range("warmup", warmupSeconds, 0, 600);
        Check.range("seconds", seconds, 1, 3_600);
    }
}
