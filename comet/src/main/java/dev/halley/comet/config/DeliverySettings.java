package dev.halley.comet.config;

import static java.util.Objects.requireNonNull;

import dev.halley.runtime.node.InstanceId;
import java.time.Duration;

/**
 * Bounds of the streams that jobs hold.
 *
 * @param instance this comet
 * @param interestLimit how long a first member waits for the jobs; one that has not answered by then
 *     is broken off
 * @param maxUnfinished messages of one job that may be unfinished here before it is no longer read
 * @param maxUnfinishedBytes bytes of them
 * @param finishedDelay how long a finished record waits for others, so that one frame reports all
 */
public record DeliverySettings(
        InstanceId instance,
        Duration interestLimit,
        int maxUnfinished,
        long maxUnfinishedBytes,
        Duration finishedDelay) {
    /** Checks the values; throws IllegalArgumentException with {@code name: value (expected: ...)}. */
    public DeliverySettings {
        requireNonNull(instance, "instance");
        check(interestLimit.toMillis() > 0, "interestLimit", interestLimit, "at least 1 ms");
        check(maxUnfinished > 0, "maxUnfinished", maxUnfinished, "at least 1");
        check(maxUnfinishedBytes > 0, "maxUnfinishedBytes", maxUnfinishedBytes, "at least 1");
        check(!finishedDelay.isNegative(), "finishedDelay", finishedDelay, "not negative");
    }

    private static void check(boolean valid, String name, Object value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
