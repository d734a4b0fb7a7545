package dev.halley.benchmarks.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What a session does that was cut: nothing, or dial again after a random time between nothing and
 * {@code base x 2^failures}, at most {@code longest}, as the client SDK does.
 *
 * @param wanted whether sessions come back at all
 * @param base upper end of the first wait
 * @param longest upper end of every wait
 */
public record Reconnects(boolean wanted, Duration base, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** One second, doubling up to ten. */
    public static Reconnects standard() {
        return new Reconnects(true, Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    /** A session that was cut stays away. */
    public static Reconnects none() {
        return new Reconnects(false, Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    /** The wait before an attempt, after so many failed ones in a row. */
    public long delayNanos(int failures, RandomGenerator random) {
        long ceiling = base.toNanos() << Math.min(failures, MOST_DOUBLINGS);
        return random.nextLong(Math.min(longest.toNanos(), ceiling) + 1);
    }
}
