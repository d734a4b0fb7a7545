package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before dialling again: exponential with full jitter. Attempt n waits a random
 * time between nothing and {@code base * 2^n}, at most {@code max}; so clients that were cut at one
 * moment come back spread over the whole window.
 *
 * @param base upper end of the first wait; default 1 s
 * @param max upper end of every wait; default 60 s
 * @param maxAttempts failed attempts in a row after which the client gives up; 0: it never
 *     reconnects; {@link Integer#MAX_VALUE} (default): it never gives up
 */
public record Backoff(Duration base, Duration max, int maxAttempts) {

    private static final int LARGEST_SHIFT = 30;

    /** Checks the values. */
    public Backoff {
        requireNonNull(base, "base");
        requireNonNull(max, "max");
        if (base.isNegative() || base.isZero()) {
            throw new IllegalArgumentException("base: " + base + " (expected: > 0)");
        }
        if (max.compareTo(base) < 0) {
            throw new IllegalArgumentException("max: " + max + " (expected: >= base " + base + ")");
        }
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("maxAttempts: " + maxAttempts + " (expected: >= 0)");
        }
    }

    /** One second, doubling up to a minute, for ever. */
    public static Backoff standard() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), Integer.MAX_VALUE);
    }

    /** No reconnect: the first failure closes the client. */
    public static Backoff none() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 0);
    }

    /**
     * The wait before an attempt.
     *
     * @param attempt failed attempts in a row before this one, from 0
     * @param random source of the jitter
     */
    public Duration delay(int attempt, RandomGenerator random) {
        long ceilingMs = base.toMillis() << Math.min(attempt, LARGEST_SHIFT);
        long boundMs = ceilingMs <= 0 ? max.toMillis() : Math.min(ceilingMs, max.toMillis());
        return Duration.ofMillis(random.nextLong(boundMs + 1));
    }
}
