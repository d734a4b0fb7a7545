package dev.halley.logic.kafka;

import dev.halley.logic.errors.UnavailableException;
import java.util.Locale;

/**
 * Why a record was not acknowledged.
 *
 * @param kind for the metrics
 * @param message for the caller
 */
public record AppendFailure(Kind kind, String message) {
    /** The same as an exception. */
    public UnavailableException exception() {
        return new UnavailableException("kafka", message);
    }

    /** Kinds of failures. */
    public enum Kind {
        /** The producer's buffer has no room: Kafka is slower than what comes in, or away. */
        BUFFER_FULL,
        /** No broker answers, known since before this record. */
        AWAY,
        /** No acknowledgement within the deadline; it may come yet. */
        TIMEOUT,
        /** Not appended: earlier records of its partition are past the deadline. */
        OVERDUE,
        /** Kafka has not been reached since the start, or its topics are not as they must be. */
        NOT_READY,
        /** The node is going down. */
        CLOSED,
        /** Kafka refused it. */
        REFUSED;

        /** The kind as a metric label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
