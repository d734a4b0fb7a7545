package dev.halley.comet.delivery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this comet has seen of each partition. Decides for each delivery whether it is new, and for
 * each partition how far it is finished; outlives the streams, because a record that one job sent
 * may be sent again by the next.
 *
 * <pre>
 * open:    refused (a higher owner epoch was seen) | owner of the partition
 * deliver: superseded | waiting for more parts | duplicate | new -> written -> finished
 * </pre>
 *
 * A duplicate of a record that is still being written belongs to the present owner: its stream
 * reports it when it is finished, neither sooner nor to the stream that sent it first. Parts live
 * with the log they came on, so a record sent again never mixes with half of its first sending.
 *
 * @param <P> a part of a record
 */
public final class Marks<P> {
    private final Map<LogId, PartitionMarks<P>> partitions = new LinkedHashMap<>();
    private final int maxPartitions;
    private long forgottenParts;
    private long forgottenPartitions;

    /**
     * Nothing seen yet.
     *
     * @param maxPartitions above it, marks of a partition that nobody sends are forgotten
     */
    public Marks(int maxPartitions) {
        this.maxPartitions = maxPartitions;
    }

    /** Opens a partition on a stream. When it is refused, the log is superseded from the start. */
    public OpenLog<P> open(int number, LogId id, long ownerEpoch) {
        PartitionMarks<P> marks = partitions.get(id);
        if (marks == null) {
            makeRoom();
            marks = new PartitionMarks<>();
            partitions.put(id, marks);
        }
        OpenLog<P> log = new OpenLog<>(number, marks);
        OpenLog<P> before = marks.owner();
        if (marks.open(log, ownerEpoch) && before != null) {
            forgottenParts += before.forgetParts();
        }
        return log;
    }

    /** The stream sends no more of this log, or is broken. */
    public void close(OpenLog<P> log) {
        forgottenParts += log.forgetParts();
        log.marks().close(log);
    }

    /** Takes a part of a record. */
    public Verdict<P> deliver(DeliveredPart<P> delivered) {
        OpenLog<P> log = delivered.log();
        Position position = delivered.position();
        if (log.superseded()) {
            return Verdict.superseded();
        }
        PartitionMarks<P> marks = log.marks();
        if (marks.isDuplicate(position)) {
            return duplicate(delivered);
        }
        forgottenParts += log.addPart(position, delivered.part(), delivered.bytes());
        if (delivered.more()) {
            return Verdict.waiting();
        }
        log.received(position);
        return Verdict.accepted(marks.accept(position, log.takeParts()));
    }

    /**
     * A record was dealt with.
     *
     * @return the log that may have something to report now; null: nobody owns the partition
     */
    public @Nullable OpenLog<P> finish(PendingRecord<P> record) {
        record.marks().finish(record);
        return record.marks().owner();
    }

    /** The log that a record's progress is of interest to; null: nobody owns the partition. */
    public @Nullable OpenLog<P> owner(PendingRecord<P> record) {
        return record.marks().owner();
    }

    /** Parts that were dropped because the rest of their record did not come on their stream. */
    public long forgottenParts() {
        return forgottenParts;
    }

    /** Partitions whose marks were given up for want of room. */
    public long forgottenPartitions() {
        return forgottenPartitions;
    }

    private Verdict<P> duplicate(DeliveredPart<P> delivered) {
        if (delivered.more()) {
            return Verdict.waiting();
        }
        delivered.log().received(delivered.position());
        return Verdict.duplicate();
    }

    private void makeRoom() {
        Iterator<PartitionMarks<P>> all = partitions.values().iterator();
        while (partitions.size() >= maxPartitions && all.hasNext()) {
            if (all.next().isIdle()) {
                all.remove();
                forgottenPartitions++;
            }
        }
    }
}
