package dev.halley.benchmarks.spec;

import java.util.OptionalDouble;

/**
 * How long.
 *
 * @param warmupSeconds pushed before anything is measured; what goes wrong counts all the same
 * @param seconds measured
 * @param stillSeconds after so long without an arrival the rest is not coming; empty: by what was
 *     done to the server
 */
public record RunLength(double warmupSeconds, double seconds, OptionalDouble stillSeconds) {

    /** Checks the ranges. */
    public RunLength {
        Check.range("warmup", warmupSeconds, 0, 600);
        Check.range("seconds", seconds, 1, 3_600);
        stillSeconds.ifPresent(still -> Check.range("still", still, 0.5, 600));
    }
}
