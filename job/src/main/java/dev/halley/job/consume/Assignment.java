package dev.halley.job.consume;

import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions that come and go. What comes is read once the topic's id is known; what goes may finish
 * first, bounded, and is committed. Used by the consumer's thread only.
 */
final class Assignment implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);
    private static final Duration POSITION_LIMIT = Duration.ofSeconds(2);
    private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();

    private final KafkaConsumer<byte[], byte[]> kafka;
    private final TopicIds topicIds;
    private final Intake intake;
    private final Commits commits;
    private final Duration revokeLimit;
    private final Consumer<ConsumeIncident> tally;
    private final Map<TopicPartition, OwnedPartition> owned = new LinkedHashMap<>();
    private final Set<TopicPartition> opening = new LinkedHashSet<>();
    private long retryAtNanos;
    private volatile @Nullable Long joinedAtNanos;

    Assignment(
            KafkaConsumer<byte[], byte[]> kafka,
            ConsumerSettings settings,
            Intake intake,
            Commits commits,
            Consumer<ConsumeIncident> tally) {
        this.kafka = kafka;
        this.topicIds = new TopicIds(settings.kafka());
        this.intake = intake;
        this.commits = commits;
        this.revokeLimit = settings.revokeLimit();
        this.tally = tally;
    }

    Collection<OwnedPartition> owned() {
        return owned.values();
    }

    @Nullable OwnedPartition owned(TopicPartition partition) {
        return owned.get(partition);
    }

    /** When the group gave this job its share last, which may be nothing. From any thread. */
    @Nullable Long joinedAtNanos() {
        return joinedAtNanos;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> given) {
        joinedAtNanos = System.nanoTime();
        if (given.isEmpty()) {
            return;
        }
        LOG.atInfo().addKeyValue("partition", given).log("partitions assigned");
        tally.accept(ConsumeIncident.ASSIGNED);
        kafka.pause(given);
        opening.addAll(given);
        retryAtNanos = System.nanoTime();
    }

    /** Opens what was given, as far as Kafka answers; repeated until nothing is left. */
    void openGiven() {
        if (opening.isEmpty() || System.nanoTime() - retryAtNanos < 0) {
            return;
        }
        retryAtNanos = System.nanoTime() + RETRY_NANOS;
        try {
            Map<String, String> ids =
                    topicIds.of(
                            opening.stream()
                                    .map(TopicPartition::topic)
                                    .collect(Collectors.toSet()));
            for (TopicPartition partition : List.copyOf(opening)) {
                open(partition, Objects.requireNonNull(ids.get(partition.topic()), "topic id"));
            }
        } catch (TimeoutException | KafkaException e) {
            LOG.atDebug().setCause(e).log("partitions cannot be opened yet");
        }
    }

    private void open(TopicPartition partition, String topicId) {
        long offset = kafka.position(partition, POSITION_LIMIT);
        int generation = kafka.groupMetadata().generationId();
        OwnedPartition now =
                new OwnedPartition(
                        new LogId(partition.topic(), topicId, partition.partition()),
                        generation,
                        new Position(-1, offset));
        owned.put(partition, now);
        opening.remove(partition);
        intake.assigned(now);
        kafka.resume(List.of(partition));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> taken) {
        if (taken.isEmpty()) {
            return;
        }
        tally.accept(ConsumeIncident.REVOKED);
        giveAway(taken, revokeLimit);
        LOG.atInfo().addKeyValue("partition", taken).log("partitions revoked");
    }

    /** Lets finish what is on its way, commits, and forgets these partitions. */
    void giveAway(Collection<TopicPartition> taken, Duration limit) {
        List<OwnedPartition> leaving = leaving(taken);
        List<LogId> logs = leaving.stream().map(OwnedPartition::log).toList();
        try {
            intake.drain(logs).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            tally.accept(ConsumeIncident.DRAIN_LATE);
            LOG.atWarn().addKeyValue("partition", taken).log("partitions not finished in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commits.finish(leaving);
        intake.dropped(logs);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        if (lost.isEmpty()) {
            return;
        }
        tally.accept(ConsumeIncident.LOST);
        LOG.atWarn().addKeyValue("partition", lost).log("partitions lost");
        intake.dropped(leaving(lost).stream().map(OwnedPartition::log).toList());
    }

    private List<OwnedPartition> leaving(Collection<TopicPartition> taken) {
        opening.removeAll(taken);
        List<OwnedPartition> leaving = new ArrayList<>();
        for (TopicPartition partition : taken) {
            OwnedPartition gone = owned.remove(partition);
            if (gone != null) {
                leaving.add(gone);
            }
        }
        return leaving;
    }

    /** How far behind reading is, by topic. */
    Map<String, Long> lag() {
        Map<String, Long> lag = new HashMap<>();
        for (TopicPartition partition : owned.keySet()) {
            lag.merge(partition.topic(), kafka.currentLag(partition).orElse(0), Long::sum);
        }
        return lag;
    }
}
