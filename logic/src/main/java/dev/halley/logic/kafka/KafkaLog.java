package dev.halley.logic.kafka;

import dev.halley.logic.kafka.AppendFailure.Kind;
import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.process.FailureText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A producer that is idempotent and waits for all replicas in sync. Nothing is sent until {@link
 * #open}: until then, and after {@link #close}, appends fail at once.
 *
 * <p>The deadline is kept here and not by Kafka's producer, which goes on trying (see {@link
 * ProducerSettings#DELIVERY}): what fails by it may reach the log all the same, once. A partition
 * with a record past the deadline takes no more until Kafka has answered that one.
 */
public final class KafkaLog implements RecordLog, AutoCloseable {
    private static final String NOT_OPEN = "kafka has not been reached since the start";
    private static final AppendFailure BUFFER_FULL =
            new AppendFailure(
                    Kind.BUFFER_FULL, "kafka takes records slower than they come: buffer is full");

    private final KafkaProducer<byte[], byte[]> producer;
    private final Duration deadline;
    private final Deadlines deadlines;
    private final Gathering<Sending> gathering;
    private final GapWatch gapWatch;
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
                            settings.properties(),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new ConfigException(
                    List.of(
                            "halley.kafka.properties: not usable (expected: settings of Kafka's"
                                    + " clients): "
                                    + FailureText.of(e)));
        }
        this.deadline = settings.deadline();
        this.deadlines = new Deadlines(settings.clientId(), deadline);
        this.gathering =
                new Gathering<>(
                        settings.linger().toNanos(),
                        settings.bufferBytes(),
                        Sending::begin,
                        System.nanoTime());
        this.gapWatch = new GapWatch(settings.clientId() + "-gap", gathering);
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
        send(new ProducerRecord<>(topic, partition, null, value), partition, acknowledgement);
    }

    @Override
    public void append(KeyedRecord keyed, Acknowledgement acknowledgement) {
        byte[] key = bytes(keyed.key());
        int partition;
        try {
            partition = partition(keyed.topic(), key);
        } catch (KafkaException e) {
            acknowledgement.failed(open ? failure(e) : refusal);
            return;
        }
        var record =
                new ProducerRecord<>(keyed.topic(), partition, key, keyed.value().toByteArray());
        keyed.headers().forEach((name, text) -> record.headers().add(name, bytes(text)));
        send(record, partition, acknowledgement);
    }

    // As the producer itself would, but known before it is sent.
    private int partition(String topic, byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % producer.partitionsFor(topic).size();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void send(
            ProducerRecord<byte[], byte[]> record, int partition, Acknowledgement acknowledgement) {
        if (!open) {
            acknowledgement.failed(refusal);
            return;
        }
        Deadlines.Pending pending =
                deadlines.add(new TopicPartition(record.topic(), partition), acknowledgement);
        if (pending == null) {
            return;
        }
        Sending sending = new Sending(record, pending);
        switch (gathering.take(sending, record.value().length, System.nanoTime())) {
            case HELD_FIRST -> gapWatch.look();
            case REFUSED -> pending.failed(BUFFER_FULL);
            default -> {}
        }
    }

    private static AppendFailure failure(Exception e) {
        if (e instanceof BufferExhaustedException) {
            return BUFFER_FULL;
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

    /** Records acknowledged after their callers were told that the deadline is over. */
    public double lateAcknowledgements() {
        return deadlines.lateAcknowledgements();
    }

    /** Records that failed after their callers were told that the deadline is over. */
    public double lateFailures() {
        return deadlines.lateFailures();
    }

    /**
     * Waits for what is in flight, at most this long, and no longer than the deadline: then all
     * callers have their answer. The rest fails. Blocks.
     */
    public void close(Duration limit) {
        refusal = new AppendFailure(Kind.CLOSED, "the node is going down");
        open = false;
        gapWatch.close();
        gathering.stop(System.nanoTime());
        producer.close(limit.compareTo(deadline) < 0 ? limit : deadline);
        deadlines.close();
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** A record on its way, and who is to be told what becomes of it. */
    private final class Sending implements Callback {
        private final ProducerRecord<byte[], byte[]> record;
        private final Deadlines.Pending pending;

        Sending(ProducerRecord<byte[], byte[]> record, Deadlines.Pending pending) {
            this.record = record;
            this.pending = pending;
        }

        // The outcome comes by the callback.
        @SuppressWarnings("FutureReturnValueIgnored")
        void begin() {
            try {
                producer.send(record, this);
            } catch (RuntimeException e) {
                pending.failed(failure(e));
            }
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            if (failure == null) {
                pending.acknowledged();
            } else {
                pending.failed(failure(failure));
            }
        }
    }
}
