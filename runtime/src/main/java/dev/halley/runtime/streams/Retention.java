package dev.halley.runtime.streams;

import static java.util.Objects.requireNonNull;

import dev.halley.runtime.config.RetentionConfig;
import dev.halley.runtime.config.schema.DurationText;
import java.time.Duration;
import java.util.Optional;

/**
 * What a stream keeps: what is beyond any of the three goes, oldest first.
 *
 * @param size most messages, at least 1
 * @param ttl how long a message is kept
 * @param bytes most bytes of payloads; the last message stays however large it is
 */
public record Retention(int size, Duration ttl, long bytes) {
    private static final String OFF = "off";

    /** Checks that something is kept. */
    public Retention {
        requireNonNull(ttl, "ttl");
        if (size < 1 || bytes < 1 || ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException(
                    "retention: " + size + "/" + ttl + "/" + bytes + " (expected: above 0)");
        }
    }

    /** Empty when there are no such streams. */
    static Optional<Retention> of(RetentionConfig config) {
        return config.size() == 0
                ? Optional.empty()
                : Optional.of(new Retention(config.size(), config.ttl(), config.bytes()));
    }

    /**
     * Reads {@code messages/time/bytes}; empty for {@code off}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Optional<Retention> parse(String text) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "retention: " + text + " (expected: messages/time/bytes, or off)");
        }
        return Optional.of(
                new Retention(
                        Integer.parseInt(parts[0]),
                        DurationText.parse(parts[1]),
                        Long.parseLong(parts[2])));
    }
}
