package dev.halley.job.pipeline;

import dev.halley.job.record.Incident;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Position;
import dev.halley.job.record.Tally;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The records of one partition that were taken in and are not finished. Owned by one thread.
 *
 * <pre>{@code
 *   taken in -> appended to its streams -> routes known -> dispatched to its comets
 *      |           in order, each stream                       in order  |
 *      |                       committable <- finished by all of them <-+
 *      |                        in order
 *      full: the partition is paused
 * }</pre>
 *
 * A route is looked up after the append: a session that registers after that reads the stream. Routes
 * may become known in any order; a record is dispatched only after the one before it, and a
 * position is committable only when everything before it is finished.
 */
final class PartitionPipeline {
    private final LogId log;
    private final PipelineSettings settings;
    private final PipelineActions actions;
    private final Tally tally;
    private final ArrayDeque<PendingRecord> unfinished = new ArrayDeque<>();
    private final ArrayDeque<PendingRecord> undispatched = new ArrayDeque<>();
    private long bytes;
    private long ownerEpoch;
    private boolean paused;
    private boolean draining;
    private boolean drainAnswered;

    PartitionPipeline(
            LogId log,
            long ownerEpoch,
            PipelineSettings settings,
            PipelineActions actions,
            Tally tally) {
        this.log = log;
        this.ownerEpoch = ownerEpoch;
        this.settings = settings;
        this.actions = actions;
        this.tally = tally;
    }

    LogId log() {
        return log;
    }

    long ownerEpoch() {
        return ownerEpoch;
    }

    /** A comet has seen this epoch of another owner: ours must be higher. */
    void raiseEpochAbove(long highest) {
        ownerEpoch = Math.max(ownerEpoch, highest + 1);
    }

    int records() {
        return unfinished.size();
    }

    long bytes() {
        return bytes;
    }

    boolean isPaused() {
        return paused;
    }

    void take(List<PendingRecord> records) {
        if (draining) {
            return;
        }
        for (PendingRecord record : records) {
            unfinished.add(record);
            undispatched.add(record);
            bytes += record.bytes();
            if (record.target().mayHaveStream()) {
                actions.append(record);
            } else if (record.mayComeTwice()) {
                actions.claim(record);
            } else if (record.target().needsRoutes()) {
                actions.lookUp(record);
            }
        }
        if (!paused && isFull()) {
            paused = true;
            tally.incident(Incident.PAUSED, 1);
            actions.pause(log);
        }
    }

    private boolean isFull() {
        return unfinished.size() >= settings.maxRecords() || bytes >= settings.maxBytes();
    }

    private boolean isHalfEmpty() {
        return unfinished.size() <= settings.maxRecords() / 2 && bytes <= settings.maxBytes() / 2;
    }

    /** Dispatches what can be, in order, up to the first that has to wait. */
    void dispatch(RecordRouter router) {
        while (!undispatched.isEmpty() && router.dispatch(undispatched.peek())) {
            undispatched.remove();
        }
    }

    /** Takes off what is finished from the front on. */
    void advance() {
        Position last = null;
        while (!unfinished.isEmpty() && unfinished.peek().isFinished()) {
            PendingRecord record = unfinished.remove();
            bytes -= record.bytes();
            tally.record(record.target(), record.outcome());
            last = record.position();
        }
        if (last != null) {
            actions.committable(log, last.next());
        }
        if (paused && !draining && isHalfEmpty()) {
            paused = false;
            actions.resume(log);
        }
        if (draining && !drainAnswered && unfinished.isEmpty()) {
            drainAnswered = true;
            actions.drained(log);
        }
    }

    /**
     * Takes nothing more in, and gives back what was not dispatched: the next owner reads it again.
     */
    void drain() {
        draining = true;
        actions.givenBack(log);
        while (!undispatched.isEmpty()) {
            PendingRecord record = undispatched.removeLast();
            unfinished.removeLast();
            bytes -= record.bytes();
        }
    }
}
