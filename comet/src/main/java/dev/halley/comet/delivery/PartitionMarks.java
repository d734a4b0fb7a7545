package dev.halley.comet.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two marks of one partition. Up to {@code accepted} a record is a duplicate; up to {@code
 * finished} all is dealt with. Between them lie the records that are still being written.
 *
 * @param <P> a part of a record
 */
final class PartitionMarks<P> {
    private final Deque<PendingRecord<P>> unfinished = new ArrayDeque<>();
    private Position accepted = Position.NONE;
    private Position finished = Position.NONE;
    private long highestOwnerEpoch = Long.MIN_VALUE;
    private @Nullable OpenLog<P> owner;

    long highestOwnerEpoch() {
        return highestOwnerEpoch;
    }

    Position finished() {
        return finished;
    }

    boolean isOwner(OpenLog<P> log) {
        return owner == log;
    }

    @Nullable OpenLog<P> owner() {
        return owner;
    }

    /** Whether nothing would be forgotten with it but the marks. */
    boolean isIdle() {
        return owner == null && unfinished.isEmpty();
    }

    /** Makes the log the owner; false when a higher epoch was seen. */
    boolean open(OpenLog<P> log, long ownerEpoch) {
        if (ownerEpoch < highestOwnerEpoch) {
            return false;
        }
        highestOwnerEpoch = ownerEpoch;
        owner = log;
        return true;
    }

    void close(OpenLog<P> log) {
        if (owner == log) {
            owner = null;
        }
    }

    boolean isDuplicate(Position position) {
        return position.isUpTo(accepted);
    }

    PendingRecord<P> accept(Position position, List<P> parts) {
        accepted = position;
        PendingRecord<P> record = new PendingRecord<>(this, position, parts);
        unfinished.add(record);
        return record;
    }

    void finish(PendingRecord<P> record) {
        record.finish();
        PendingRecord<P> first = unfinished.peek();
        while (first != null && first.isFinished()) {
            finished = first.position();
            unfinished.remove();
            first = unfinished.peek();
        }
    }
}
