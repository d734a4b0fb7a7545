package dev.halley.job.lanes;

import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one comet has to finish of one partition, in order, and what it is owed as skipped. Owned by
 * one thread.
 */
public final class CometLane {
    /** A lane that is not open on the present stream. */
    static final int CLOSED = 0;

    private final LogId log;
    private final ArrayDeque<PendingDelivery> unfinished = new ArrayDeque<>();
    private long ownerEpoch;
    private int number = CLOSED;
    private long activeAtNanos;
    private @Nullable Position owedFrom;
    private @Nullable Position owedTo;

    /** Nothing to finish yet. */
    public CometLane(LogId log, long ownerEpoch) {
        this.log = log;
        this.ownerEpoch = ownerEpoch;
    }

    /** Which partition. */
    public LogId log() {
        return log;
    }

    /** Under which epoch this job owns it. */
    public long ownerEpoch() {
        return ownerEpoch;
    }

    /** The partition is proved to be this job's under this epoch. */
    public void ownerEpoch(long proved) {
        ownerEpoch = proved;
    }

    /** Its number on the present stream. */
    public int number() {
        return number;
    }

    /** It has this number on the present stream; what was sent on the one before was not. */
    public void open(int streamNumber, long nowNanos) {
        number = streamNumber;
        activeAtNanos = nowNanos;
        unfinished.forEach(PendingDelivery::streamBroke);
    }

    /** It has no number any more. */
    public void close() {
        number = CLOSED;
    }

    /** Whether it has a number on the present stream. */
    public boolean isOpen() {
        return number != CLOSED;
    }

    /** Adds a delivery behind the others; its record waits for this comet. */
    public void add(PendingDelivery delivery, long nowNanos) {
        if (unfinished.isEmpty()) {
            activeAtNanos = nowNanos;
        }
        unfinished.add(delivery);
        delivery.record().owedToOneMore();
    }

    /** What is not finished, in order. */
    public Iterable<PendingDelivery> unfinished() {
        return unfinished;
    }

    /** The next one that this position covers, taken off; null when there is none. */
    public @Nullable PendingDelivery takeFinished(Position upTo) {
        PendingDelivery first = unfinished.peek();
        if (first == null
                || !first.onPresentStream()
                || first.record().position().compareTo(upTo) > 0) {
            return null;
        }
        unfinished.remove();
        first.record().finishedByOne();
        return first;
    }

    /** Takes off those that nobody waits for any more. */
    public int release(Predicate<PendingDelivery> which) {
        int released = 0;
        for (Iterator<PendingDelivery> all = unfinished.iterator(); all.hasNext(); ) {
            PendingDelivery delivery = all.next();
            if (which.test(delivery)) {
                all.remove();
                delivery.record().finishedByOne();
                released++;
            }
        }
        return released;
    }

    /** The comet has said something of it. */
    public void active(long nowNanos) {
        activeAtNanos = nowNanos;
    }

    /** Whether there is something to finish and nothing was heard of it for this long. */
    public boolean silentFor(long nanos, long nowNanos) {
        return !unfinished.isEmpty() && nowNanos - activeAtNanos > nanos;
    }

    /** Adds to what the comet will not get. */
    public void owe(Position position) {
        if (owedFrom == null || position.compareTo(owedFrom) < 0) {
            owedFrom = position;
        }
        if (owedTo == null || position.compareTo(owedTo) > 0) {
            owedTo = position;
        }
    }

    /** First position owed as skipped; null: nothing is owed. */
    public @Nullable Position owedFrom() {
        return owedFrom;
    }

    /** Last position owed as skipped; null: nothing is owed. */
    public @Nullable Position owedTo() {
        return owedTo;
    }

    /** The comet was told. */
    public void owedIsPaid() {
        owedFrom = null;
        owedTo = null;
    }
}
