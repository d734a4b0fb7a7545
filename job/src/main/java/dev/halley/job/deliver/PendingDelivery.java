package dev.halley.job.deliver;

import dev.halley.job.record.PendingRecord;
import org.jspecify.annotations.Nullable;

/** One record's part for one comet, fixed before its first byte is sent. Owned by one thread. */
final class PendingDelivery {
    private final PendingRecord record;
    private final CometLane lane;
    private final @Nullable SessionColumns sessions;
    private final int speed;
    private boolean everSent;
    private boolean onPresentStream;
    private long sentAtNanos;

    PendingDelivery(
            PendingRecord record, CometLane lane, @Nullable SessionColumns sessions, int speed) {
        this.record = record;
        this.lane = lane;
        this.sessions = sessions;
        this.speed = speed;
    }

    PendingRecord record() {
        return record;
    }

    CometLane lane() {
        return lane;
    }

    /** The sessions it is for; null: the record itself says whom it is for. */
    @Nullable SessionColumns sessions() {
        return sessions;
    }

    /** This comet's share of a broadcast's speed. */
    int speed() {
        return speed;
    }

    void sent(long nowNanos) {
        everSent = true;
        onPresentStream = true;
        sentAtNanos = nowNanos;
    }

    void streamBroke() {
        onPresentStream = false;
    }

    boolean wasSent() {
        return everSent;
    }

    boolean onPresentStream() {
        return onPresentStream;
    }

    long sentAtNanos() {
        return sentAtNanos;
    }
}
