package dev.halley.job.consume;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How the consumer works.
 *
 * @param kafka settings of the Kafka client, where the brokers are among them
 * @param group consumer group
 * @param topics what is read
 * @param commitEvery pause between two commits
 * @param revokeLimit how long a partition that is taken away may finish what is on its way
 */
public record ConsumerSettings(
        Map<String, Object> kafka,
        String group,
        Set<String> topics,
        Duration commitEvery,
        Duration revokeLimit) {
    /** Takes copies. */
    public ConsumerSettings {
        kafka = Map.copyOf(kafka);
        topics = Set.copyOf(topics);
    }
}
