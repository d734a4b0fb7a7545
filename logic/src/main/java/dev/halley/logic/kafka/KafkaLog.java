package dev.halley.logic.kafka;

import dev.halley.logic.kafka.AppendFailure.Kind;
import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.process.FailureText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that is idempotent and waits for all replicas in sync. Nothing is sent until {@link
 * #open}: until then, and after {@link #close}, appends fail at once.
 *
 * <p>The deadline is Kafka's delivery timeout, which ends what is in flight as well as what waits, so
 * no timer of ours is needed. What fails by it may have reached the log all the same.
 */
public final class KafkaLog implements RecordLog, AutoCloseable {
    private static final String NOT_OPEN = "kafka has not been reached since the start";

    private final KafkaProducer<byte[], byte[]> producer;
    private volatile AppendFailure refusal = new AppendFailure(Kind.NOT_READY, NOT_OPEN);
    private volatile boolean open;

    /**
     * A producer that is not open yet. Begins to look for Kafka in the background.
     *
     * @throws ConfigException if Kafka's client does not take the settings it is given
     */
    public KafkaLog(ProducerSettings settings) {
        try {
            this.producer =
                    new KafkaProducer<>(
                            properties(settings),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new ConfigException(
                    List.of(
                            "halley.kafka.properties: not usable (expected: settings of Kafka's"
                                    + " clients): "
                                    + FailureText.of(e)));
        }
    }

    private static Map<String, Object> properties(ProducerSettings settings) {
        int lingerMs = (int) settings.linger().toMillis();
        int deadlineMs = (int) settings.deadline().toMillis();
        Map<String, Object> all = new HashMap<>(settings.connection());
        all.put(ProducerConfig.CLIENT_ID_CONFIG, settings.clientId());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, settings.batchBytes());
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferBytes());
        // Never wait in send: it is called by event loops.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        // With the topic's partitions forgotten, send would have to wait for them.
        all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deadlineMs);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, deadlineMs / 2 - lingerMs));
        all.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        all.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        all.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
        all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        all.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 1_000);
        all.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 2_000);
        return all;
    }

    /**
     * Opens the log if the producer knows the partitions of these topics; asking makes it look for
     * them.
     *
     * @return false: not yet, ask again soon
     */
    public boolean open(Collection<String> topics) {
        boolean known = true;
        for (String topic : topics) {
            known &= knows(topic);
        }
        open |= known;
        return known;
    }

    private boolean knows(String topic) {
        try {
            return !producer.partitionsFor(topic).isEmpty();
        } catch (KafkaException notYet) {
            return false;
        }
    }

    /** Gives appends made before the log is open this reason. */
    public void notOpenBecause(String why) {
        refusal = new AppendFailure(Kind.NOT_READY, why);
    }

    @Override
    public void append(String topic, int partition, byte[] value, Acknowledgement acknowledgement) {
        send(new ProducerRecord<>(topic, partition, null, value), acknowledgement);
    }

    @Override
    public void append(KeyedRecord keyed, Acknowledgement acknowledgement) {
        var record =
                new ProducerRecord<>(
                        keyed.topic(), bytes(keyed.key()), keyed.value().toByteArray());
        keyed.headers().forEach((name, text) -> record.headers().add(name, bytes(text)));
        send(record, acknowledgement);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // The outcome comes by the callback.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<byte[], byte[]> record, Acknowledgement acknowledgement) {
        if (!open) {
            acknowledgement.failed(refusal);
            return;
        }
        try {
            producer.send(
                    record,
                    (metadata, failure) -> {
                        if (failure == null) {
                            acknowledgement.acknowledged();
                        } else {
                            acknowledgement.failed(failure(failure));
                        }
                    });
        } catch (RuntimeException e) {
            acknowledgement.failed(failure(e));
        }
    }

    private static AppendFailure failure(Exception e) {
        if (e instanceof BufferExhaustedException) {
            return new AppendFailure(
                    Kind.BUFFER_FULL, "kafka takes records slower than they come: buffer is full");
        }
        if (e instanceof org.apache.kafka.common.errors.TimeoutException) {
            // The producer forgets its metadata when no broker is left, and looks for them anew.
            if (String.valueOf(e.getMessage()).contains("not present in metadata")) {
                return new AppendFailure(Kind.AWAY, "kafka is away: no broker answers");
            }
            return new AppendFailure(Kind.TIMEOUT, "kafka did not acknowledge within the deadline");
        }
        if (e instanceof IllegalStateException) {
            return new AppendFailure(Kind.CLOSED, "the node is going down");
        }
        return new AppendFailure(Kind.REFUSED, "kafka: " + e.getMessage());
    }

    /** Bytes that may still be appended before the buffer is full. */
    public double bufferAvailableBytes() {
        Optional<Double> available =
                producer.metrics().entrySet().stream()
                        .filter(entry -> entry.getKey().name().equals("buffer-available-bytes"))
                        .map(Map.Entry::getValue)
                        .map(Metric::metricValue)
                        .filter(Double.class::isInstance)
                        .map(Double.class::cast)
                        .findFirst();
        return available.orElse(Double.NaN);
    }

    /** Waits for what is in flight, at most this long; the rest fails. Blocks. */
    public void close(Duration limit) {
        refusal = new AppendFailure(Kind.CLOSED, "the node is going down");
        open = false;
        producer.close(limit);
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
