package dev.halley.runtime.discovery.consul;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts that fail: each up to twice as long as the one before, up to a bound, and
 * by chance shorter by up to half, so that nodes that failed together do not try again together. Not
 * thread-safe.
 */
final class Backoff {
    private final long leastMs;
    private final long mostMs;
    private final DoubleSupplier random;
    private long nextMs;

    /**
     * Begins with the least pause.
     *
     * @param random from 0 to 1
     */
    Backoff(Duration least, Duration most, DoubleSupplier random) {
        this.leastMs = least.toMillis();
        this.mostMs = most.toMillis();
        this.random = random;
        this.nextMs = leastMs;
    }

    /** Begins with the least pause, by the thread's own chance. */
    static Backoff between(Duration least, Duration most) {
        return new Backoff(least, most, () -> ThreadLocalRandom.current().nextDouble());
    }

    Duration next() {
        long ms = nextMs;
        nextMs = Math.min(mostMs, nextMs * 2);
        return Duration.ofMillis((long) (ms * (1 - random.getAsDouble() / 2)));
    }

    /** The next pause is the least again. */
    void reset() {
        nextMs = leastMs;
    }
}
