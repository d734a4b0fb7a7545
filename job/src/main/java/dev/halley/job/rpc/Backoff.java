package dev.halley.job.rpc;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: each twice the one before, up to a limit, shortened by up to half at
 * random, so that the jobs of a cluster do not all dial a restarted comet at once.
 */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;
    private int failures;

    /**
     * Starts with the shortest pause.
     *
     * @param random values from 0 up to 1
     */
    Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    Duration next() {
        long nanos = first.toNanos() << Math.min(failures, 20);
        failures++;
        long bounded = Math.min(nanos, longest.toNanos());
        return Duration.ofNanos((long) (bounded * (1 - random.getAsDouble() / 2)));
    }

    void reset() {
        failures = 0;
    }
}
