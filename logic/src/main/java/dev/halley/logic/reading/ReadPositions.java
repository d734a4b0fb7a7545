package dev.halley.logic.reading;

import dev.halley.logic.redis.Question;
import dev.halley.runtime.streams.StreamName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * How far users have read. Thread-safe and without blocking; fails with {@link
 * dev.halley.logic.errors.UnavailableException} when Redis is away or does not answer in time.
 */
public interface ReadPositions {
    /** How far this user has read its own stream, which is begun if it has no head yet. */
    CompletionStage<Reading> begin(String app, String user);

    /**
     * {@link #begin} as a question, for who asks Redis something else in the same step; empty: there
     * is no stream, or it has to be asked by itself.
     */
    default Optional<Question<Reading>> beginning(String app, String user) {
        return Optional.empty();
    }

    /** The same, but nothing is begun: without a head, there is no stream. */
    CompletionStage<Reading> of(String app, String user);

    /**
     * Moves how far this user has read on; never back, and never beyond the stream's tip. What is
     * stored of another epoch than the stream's is replaced.
     *
     * @throws dev.halley.logic.errors.InvalidPushException (also as the stage's failure) if it cannot
     *     be right for any stream
     * @return also fails with {@link dev.halley.logic.errors.TooManyException} when the user has
     *     positions in too many streams
     */
    CompletionStage<Acknowledged> acknowledge(String app, String user, Place place);

    /**
     * A place in a stream as a client names it.
     *
     * @param stream which one
     * @param epoch unsigned
     * @param offset of the last message that was read
     */
    record Place(StreamName stream, int epoch, long offset) {}
}
