package dev.halley.job.record;

/**
 * A Kafka partition.
 *
 * @param topic name of the topic
 * @param topicId Kafka's id of the topic: one made anew under the same name starts its positions anew
 * @param partition number in the topic
 */
public record LogId(String topic, String topicId, int partition) {
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
