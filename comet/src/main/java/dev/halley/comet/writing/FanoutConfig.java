package dev.halley.comet.writing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How shards merge, pace and bound what they write.
 *
 * @param duty part of its time, above 0 and at most 1, that a shard may spend draining rooms and
 *     broadcasts; 1: it merges only when it is behind. Small rooms that were quiet come on top
 * @param maxWait longest pause between two drains, whatever the duty asks for; a room that was not
 *     written to for a quarter of it is quiet
 * @param maxMergedBytes size up to which messages are merged into one buffer
 * @param slowConsumerLimit how long a session may stay unwritable before it is closed
 */
public record FanoutConfig(
        double duty, Duration maxWait, int maxMergedBytes, Duration slowConsumerLimit) {
    /** Duty 0.5, at most 100 ms of waiting, 64 KiB a buffer, 10 s for a slow consumer. */
    public static final FanoutConfig DEFAULT =
            new FanoutConfig(0.5, Duration.ofMillis(100), 64 * 1024, Duration.ofSeconds(10));

    /** Checks the values; throws IllegalArgumentException with {@code name: value (expected: ...)}. */
    public FanoutConfig {
        requireNonNull(maxWait, "maxWait");
        requireNonNull(slowConsumerLimit, "slowConsumerLimit");
        check(duty > 0 && duty <= 1, "duty", duty, "above 0, at most 1");
        check(!maxWait.isNegative(), "maxWait", maxWait, "not negative");
        check(maxMergedBytes >= 1024, "maxMergedBytes", maxMergedBytes, "at least 1024");
        check(
                slowConsumerLimit.toMillis() > 0,
                "slowConsumerLimit",
                slowConsumerLimit,
                "at least 1 ms");
    }

    private static void check(boolean valid, String name, Object value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
