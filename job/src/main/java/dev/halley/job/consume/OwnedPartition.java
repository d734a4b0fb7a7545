package dev.halley.job.consume;

import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition that Kafka gave this job, from then until it is taken away. The loop writes what may be
 * committed; the consumer's thread reads it.
 */
public final class OwnedPartition {
    private final LogId log;
    private final long ownerEpoch;
    private final TopicPartition partition;
    private volatile Position committable;
    private volatile Position committed;

    OwnedPartition(LogId log, long ownerEpoch, Position start) {
        this.log = log;
        this.ownerEpoch = ownerEpoch;
        this.partition = new TopicPartition(log.topic(), log.partition());
        this.committable = start;
        this.committed = start;
    }

    /** Which partition. */
    public LogId log() {
        return log;
    }

    /** The group's generation at the time it was given. */
    public long ownerEpoch() {
        return ownerEpoch;
    }

    /** Everything before this position is finished. From any thread. */
    public void committable(Position next) {
        committable = next;
    }

    /** Kafka has it that everything before this position is finished. From any thread. */
    public Position committed() {
        return committed;
    }

    Position committable() {
        return committable;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean hasUncommitted() {
        return !committable.equals(committed);
    }

    void committed(Position next) {
        committed = next;
    }
}
