package dev.halley.job.deliver;

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
final class CometLane {
    /** A lane that is not open on the present stream. */
    static final int CLOSED = 0;

    private final LogId log;
    private final ArrayDeque<PendingDelivery> unfinished = new ArrayDeque<>();
    private long ownerEpoch;
    private int number = CLOSED;
    private long activeAtNanos;
    private @Nullable Position owedFrom;
    private @Nullable Position owedTo;

    CometLane(LogId log, long ownerEpoch) {
        this.log = log;
        this.ownerEpoch = ownerEpoch;
    }

    LogId log() {
        return log;
    }

    long ownerEpoch() {
        return ownerEpoch;
    }

    void ownerEpoch(long proved) {
        ownerEpoch = proved;
    }

    /** Its number on the present stream. */
    int number() {
        return number;
    }

    void open(int streamNumber, long nowNanos) {
        number = streamNumber;
        activeAtNanos = nowNanos;
        unfinished.forEach(PendingDelivery::streamBroke);
    }

    void close() {
        number = CLOSED;
    }

    boolean isOpen() {
        return number != CLOSED;
    }

    void add(PendingDelivery delivery, long nowNanos) {
        if (unfinished.isEmpty()) {
            activeAtNanos = nowNanos;
        }
        unfinished.add(delivery);
        delivery.record().owedToOneMore();
    }

    Iterable<PendingDelivery> unfinished() {
        return unfinished;
    }

    /** The next one that this position covers, taken off; null when there is none. */
    @Nullable PendingDelivery takeFinished(Position upTo) {
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
    int release(Predicate<PendingDelivery> which) {
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

    void active(long nowNanos) {
        activeAtNanos = nowNanos;
    }

    /** Whether there is something to finish and nothing was heard of it for this long. */
    boolean silentFor(long nanos, long nowNanos) {
        return !unfinished.isEmpty() && nowNanos - activeAtNanos > nanos;
    }

    /** Adds to what the comet will not get. */
    void owe(Position position) {
        if (owedFrom == null || position.compareTo(owedFrom) < 0) {
            owedFrom = position;
        }
        if (owedTo == null || position.compareTo(owedTo) > 0) {
            owedTo = position;
        }
    }

    /** First position owed as skipped; null: nothing is owed. */
    @Nullable Position owedFrom() {
        return owedFrom;
    }

    /** Last position owed as skipped; null: nothing is owed. */
    @Nullable Position owedTo() {
        return owedTo;
    }

    /** The comet was told. */
    void owedIsPaid() {
        owedFrom = null;
        owedTo = null;
    }
}
