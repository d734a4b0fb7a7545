package dev.halley.job.pipeline;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Position;
import java.util.List;

/** What {@link Pipelines} want done. Called from within their methods; must not call back into them. */
public interface PipelineActions {
    /** Reads no more of this partition: it is full. */
    void pause(LogId log);

    /** Reads this partition again. */
    void resume(LogId log);

    /** Gives a record its places in streams; {@link Pipelines#appended} answers. */
    void append(PendingRecord record);

    /** Asks whether a record is the first that says this; {@link Pipelines#claimed} answers. */
    void claim(PendingRecord record);

    /**
     * What is not dispatched of this partition is not ours any more: no places are wanted. What is
     * dispatched may finish.
     */
    void givenBack(LogId log);

    /** This partition is not ours any more. */
    void dropped(LogId log);

    /** Asks where a record's users or keys are; {@link Pipelines#routed} answers. */
    void lookUp(PendingRecord record);

    /**
     * These users of a record, by their indexes, had no session. The record is finished only after
     * {@link Pipelines#offlineWritten} was called for each.
     */
    void offline(PendingRecord record, List<Integer> users);

    /** Everything before this position is finished. */
    void committable(LogId log, Position next);

    /** Nothing of this partition is on its way any more. */
    void drained(LogId log);

    /** A comet doubts that the partition is ours: prove it by a commit. */
    void proveOwnership(LogId log);

    /** Every attached comet has replayed its routes. */
    void routesReplayed();

    /** The node is gone for good: no more dialling. */
    void forgotten(String node);
}
