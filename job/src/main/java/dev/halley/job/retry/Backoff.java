package dev.halley.job.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: each twice the one before, up to a limit, shortened by up to half at
 * random, so that the jobs of a cluster do not all dial a restarted comet at once. Owned by one
 * thread.
 */
public final class Backoff {
    private final Doubling delays;
    private final DoubleSupplier random;

    /**
     * Starts with the shortest pause.
     *
     * @param random values from 0 up to 1
     */
    public Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.delays = new Doubling(first.toNanos(), longest.toNanos());
        this.random = random;
    }

    /** The pause after one more failure. */
    public Duration next() {
        return Duration.ofNanos((long) (delays.next() * (1 - random.getAsDouble() / 2)));
    }

    /** An attempt worked: the next pause is the shortest again. */
    public void reset() {
        delays.reset();
    }
}
