package dev.halley.job.offline.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.api.kafka.Topics;
import dev.halley.job.loop.JobLoop;
import dev.halley.job.offline.OfflinePush;
import dev.halley.job.offline.OfflinePushes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer of {@value Topics#OFFLINE}; the key is the user. Called on the loop's thread; never
 * blocks, but to close; answers are handed to the loop.
 */
public final class OfflineTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OfflineTopic.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    // The first push asks for the topic's partitions, and is tried again a moment later.
    private static final long WARN_AFTER_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long WARN_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int LINGER_MS = 20;
    private static final int BATCH_BYTES = 128 * 1024;

    private final JobLoop loop;
    private final KafkaProducer<byte[], byte[]> producer;
    private @Nullable OfflinePushes pushes;
    private @Nullable Long failingSinceNanos;
    private @Nullable Long warnedAtNanos;

    /**
     * Begins to look for Kafka in the background.
     *
     * @param kafka settings of every Kafka client
     */
    public OfflineTopic(JobLoop loop, Map<String, Object> kafka) {
        this.loop = loop;
        this.producer =
                new KafkaProducer<>(
                        settings(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.put(ProducerConfig.CLIENT_ID_CONFIG, kafka.get("client.id") + "-offline");
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // Never wait in send: it is the loop that calls it.
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        // With the topic's partitions forgotten, send would have to wait for them.
        all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.MAX_VALUE);
        return all;
    }

    /** Answers go to this receiver. Before the first push. */
    public void start(OfflinePushes receiver) {
        pushes = receiver;
    }

    /** Writes pushes, and tells the receiver about each. */
    public void write(List<OfflinePush> some) {
        some.forEach(this::write);
    }

    // The outcome comes by the callback, or as an exception when nothing was sent.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void write(OfflinePush push) {
        byte[] key = push.user().getBytes(UTF_8);
        try {
            producer.send(
                    new ProducerRecord<>(Topics.OFFLINE, key, OfflineJson.of(push)),
                    (metadata, failure) -> loop.execute(() -> done(push, failure)));
        } catch (RuntimeException e) {
            loop.execute(() -> done(push, e));
        }
    }

    private void done(OfflinePush push, @Nullable Exception failure) {
        OfflinePushes receiver = pushes;
        if (receiver == null) {
            throw new IllegalStateException("not started");
        }
        if (failure == null) {
            failingSinceNanos = null;
            receiver.written(push);
        } else if (failure instanceof RecordTooLargeException) {
            receiver.refused(push);
        } else {
            warn(failure);
            receiver.failed(push);
        }
    }

    private void warn(Exception failure) {
        long now = System.nanoTime();
        if (failingSinceNanos == null) {
            failingSinceNanos = now;
        }
        boolean isLong = now - failingSinceNanos > WARN_AFTER_NANOS;
        if (isLong && (warnedAtNanos == null || now - warnedAtNanos > WARN_EVERY_NANOS)) {
            warnedAtNanos = now;
            LOG.atWarn()
                    .addKeyValue("topic", Topics.OFFLINE)
                    .addKeyValue("reason", failure.getMessage())
                    .log("pushes to users without a session wait");
        }
    }

    /** Waits for what is on its way, bounded. Blocks. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
