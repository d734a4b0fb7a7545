package dev.halley.job.consume;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.process.FailureText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the Kafka consumer with what correctness depends on. */
final class KafkaConsumers {
    /** Members learn by heartbeats that partitions move: a moving one stands still for about two. */
    private static final int HEARTBEAT_MS = 500;

    private static final int POLL_RECORDS = 1_000;
    private static final int METADATA_AGE_MS = 10_000;

    private KafkaConsumers() {}

    /** Throws {@link ConfigException} if the client does not take the settings it is given. */
    static KafkaConsumer<byte[], byte[]> create(ConsumerSettings settings) {
        Map<String, Object> all = new HashMap<>();
        // How soon a job that died is noticed. The membership is dynamic: a new process is a new
        // member, so that the partitions of the one before move at once when it leaves.
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, ConsumerSettings.SESSION_TIMEOUT_MS);
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MS);
        all.putAll(settings.kafka());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A group without a position has delivered nothing yet: it begins with what is there.
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try {
            return new KafkaConsumer<>(
                    all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw new ConfigException(
                    List.of(
                            "halley.kafka.properties: not usable (expected: settings of Kafka's"
                                    + " clients): "
                                    + FailureText.of(e)));
        }
    }
}
