package dev.halley.job.consume;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PolledRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/** What the consumer hands on. Called on its thread. */
public interface Intake {
    /** A partition is ours from now on. */
    void assigned(OwnedPartition partition);

    /**
     * Records were read, in order. Blocks while the batch before was not taken in.
     *
     * @throws InterruptedException if that wait is interrupted
     */
    void polled(Map<LogId, List<PolledRecord>> records) throws InterruptedException;

    /** Partitions are to be given away; done when nothing of them is on its way. */
    Future<?> drain(Collection<LogId> logs);

    /** Partitions are no longer ours. */
    void dropped(Collection<LogId> logs);

    /** A commit went through: the partition is ours. */
    void ownershipProved(LogId log);
}
