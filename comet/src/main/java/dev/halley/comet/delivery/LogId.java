package dev.halley.comet.delivery;

import static java.util.Objects.requireNonNull;

/**
 * A partition of Kafka.
 *
 * @param topicId Kafka's id of the topic: one made anew has another
 * @param partition its number
 */
public record LogId(String topicId, int partition) {
    public LogId {
        requireNonNull(topicId, "topicId");
    }
}
