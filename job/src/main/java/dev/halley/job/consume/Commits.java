package dev.halley.job.consume;

import dev.halley.job.record.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what is finished. Used by the consumer's thread only. */
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Consumer<ConsumeIncident> tally;

    Commits(KafkaConsumer<byte[], byte[]> kafka, Consumer<ConsumeIncident> tally) {
        this.kafka = kafka;
        this.tally = tally;
    }

    /** Sends what has changed; does not wait. */
    void begin(Collection<OwnedPartition> owned) {
        Map<OwnedPartition, Position> changed = changed(owned);
        if (changed.isEmpty()) {
            return;
        }
        kafka.commitAsync(
                offsets(changed),
                (offsets, error) -> {
                    if (error == null) {
                        changed.forEach(OwnedPartition::committed);
                    } else {
                        failed(error);
                    }
                });
    }

    /** Sends what has changed and waits, bounded. What fails is delivered again by the next owner. */
    void finish(Collection<OwnedPartition> owned) {
        Map<OwnedPartition, Position> changed = changed(owned);
        if (changed.isEmpty()) {
            return;
        }
        try {
            kafka.commitSync(offsets(changed), LIMIT);
            changed.forEach(OwnedPartition::committed);
        } catch (KafkaException e) {
            failed(e);
        }
    }

    /** Commits these partitions, changed or not: Kafka refuses that to a job that lost one. */
    boolean proves(Collection<OwnedPartition> owned) {
        Map<OwnedPartition, Position> all = new HashMap<>();
        owned.forEach(one -> all.put(one, one.committable()));
        try {
            kafka.commitSync(offsets(all), LIMIT);
            all.forEach(OwnedPartition::committed);
            return true;
        } catch (KafkaException e) {
            failed(e);
            return false;
        }
    }

    private void failed(Exception error) {
        tally.accept(ConsumeIncident.COMMIT_FAILED);
        LOG.atDebug().setCause(error).log("commit failed");
    }

    private static Map<OwnedPartition, Position> changed(Collection<OwnedPartition> owned) {
        Map<OwnedPartition, Position> changed = new HashMap<>();
        for (OwnedPartition partition : owned) {
            if (partition.hasUncommitted()) {
                changed.put(partition, partition.committable());
            }
        }
        return changed;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(
            Map<OwnedPartition, Position> positions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach(
                (owned, next) ->
                        offsets.put(
                                owned.partition(),
                                new OffsetAndMetadata(next.offset(), epoch(next), "")));
        return offsets;
    }

    private static Optional<Integer> epoch(Position next) {
        return next.leaderEpoch() < 0 ? Optional.empty() : Optional.of(next.leaderEpoch());
    }
}
