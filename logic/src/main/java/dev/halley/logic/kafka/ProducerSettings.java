package dev.halley.logic.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How records are produced.
 *
 * @param clientId name shown to brokers
 * @param deadline within which an append is acknowledged or fails
 * @param linger how long a record may wait for company; one that comes alone does not wait
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
    /**
     * How long the producer tries, far beyond what callers wait. A batch that ends while the broker
     * may have it can cost the producer its count: it begins a new one and sends what is in flight
     * for the partition again under it, and the broker, which may have that too, takes it for new.
     */
    static final Duration DELIVERY = Duration.ofMinutes(2);

    // A request that takes longer goes to a broker that is gone, however patient callers are.
    private static final long LONGEST_REQUEST_MS = 15_000;

    /** Copies the map. */
    public ProducerSettings {
        connection = Map.copyOf(connection);
    }

    /** The same for Kafka's producer. */
    Map<String, Object> properties() {
        int lingerMs = (int) linger.toMillis();
        Map<String, Object> all = new HashMap<>(connection);
        all.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Records wait before they are handed over: the producer would let the lone one wait too.
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
        // What comes while a request is on its way goes with the next: nothing waits at rest, and
        // under load records share a request, which costs both ends more than a record does. A
        // broker takes up one request of a connection at a time anyway.
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // Never wait in send: it is called by event loops.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        // With the topic's partitions forgotten, send would have to wait for them.
        all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs());
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, requestMs(lingerMs));
        all.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        all.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        all.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
        all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        all.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 1_000);
        all.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 2_000);
        return all;
    }

    // Events may wait for longer than that.
    private int deliveryMs() {
        return (int) Math.max(DELIVERY.toMillis(), 2 * deadline.toMillis());
    }

    private int requestMs(int lingerMs) {
        long half = deadline.toMillis() / 2 - lingerMs;
        return (int) Math.max(1, Math.min(LONGEST_REQUEST_MS, half));
    }
}
