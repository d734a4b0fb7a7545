package dev.halley.logic.streams;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.runtime.streams.StreamName;

/**
 * Which part of a stream is wanted.
 *
 * @param stream which one
 * @param after messages above this offset
 * @param limit most messages, from 1 to {@value #MAX_LIMIT}
 */
public record PageRequest(StreamName stream, long after, int limit) {
    /** Most messages of one page. */
    public static final int MAX_LIMIT = 1_000;

    /** Messages of a page, when the caller does not say. */
    public static final int DEFAULT_LIMIT = 100;

    /**
     * Holds it to the limits.
     *
     * @throws InvalidPushException naming what is out of range
     */
    public PageRequest {
        requireNonNull(stream, "stream");
        if (after < 0) {
            throw new InvalidPushException("after", after, ">= 0");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidPushException("limit", limit, "1.." + MAX_LIMIT);
        }
    }
}
