package dev.halley.logic.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How records are produced.
 *
 * @param clientId name shown to brokers
 * @param deadline within which an append is acknowledged or fails
 * @param linger how long a record may wait for company
 * @param batchBytes most bytes that leave together for one partition
 * @param bufferBytes what may wait for Kafka; more fails at once
 * @param connection brokers, and what else every Kafka client is told
 */
public record ProducerSettings(
        String clientId,
        Duration deadline,
        Duration linger,
        int batchBytes,
        long bufferBytes,
        Map<String, String> connection) {
    /** Copies the map. */
    public ProducerSettings {
        connection = Map.copyOf(connection);
    }
}
