package dev.halley.job.consume;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How the consumer works.
 *
 * @param kafka settings of the Kafka client, where the brokers are among them
 * @param group consumer group
 * @param topics what is read
 * @param readGap from a read that brought something to the next one
 * @param commitEvery pause between two commits
 * @param revokeLimit how long a partition that is taken away may finish what is on its way
 */
public record ConsumerSettings(
        Map<String, Object> kafka,
        String group,
        Set<String> topics,
        Duration readGap,
        Duration commitEvery,
        Duration revokeLimit) {
    static final int SESSION_TIMEOUT_MS = 6_000;

    /** Takes copies. */
    public ConsumerSettings {
        kafka = Map.copyOf(kafka);
        topics = Set.copyOf(topics);
    }

    /**
     * After how long without a sign of life from either side Kafka gives the partitions away: 6 s, or
     * what the settings of the client say. What is no number there counts as not said, since the
     * client refuses it.
     */
    public static Duration sessionTimeout(Map<String, ?> kafka) {
        Object said = kafka.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        try {
            return Duration.ofMillis(
                    said == null ? SESSION_TIMEOUT_MS : Integer.parseInt(said.toString().trim()));
        } catch (NumberFormatException e) {
            return Duration.ofMillis(SESSION_TIMEOUT_MS);
        }
    }
}
