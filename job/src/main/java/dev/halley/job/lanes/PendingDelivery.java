package dev.halley.job.lanes;

import dev.halley.job.record.PendingRecord;
import org.jspecify.annotations.Nullable;

/** One record's part for one comet, fixed before its first byte is sent. Owned by one thread. */
public final class PendingDelivery {
    private final PendingRecord record;
    private final CometLane lane;
    private final @Nullable SessionColumns sessions;
    private final int speed;
    private boolean everSent;
    private boolean onPresentStream;
    private long sentAtNanos;

    /** Not sent yet. */
    public PendingDelivery(
            PendingRecord record, CometLane lane, @Nullable SessionColumns sessions, int speed) {
        this.record = record;
        this.lane = lane;
        this.sessions = sessions;
        this.speed = speed;
    }

    /** Whose part it is. */
    public PendingRecord record() {
        return record;
    }

    /** Where it stands in line. */
    public CometLane lane() {
        return lane;
    }

    /** The sessions it is for; null: the record itself says whom it is for. */
    public @Nullable SessionColumns sessions() {
        return sessions;
    }

    /** This comet's share of a broadcast's speed. */
    public int speed() {
        return speed;
    }

    /** It was handed to the present stream. */
    public void sent(long nowNanos) {
        everSent = true;
        onPresentStream = true;
        sentAtNanos = nowNanos;
    }

    /** There is another stream now: it is to be sent again. */
    public void streamBroke() {
        onPresentStream = false;
    }

    /** Whether it was ever handed to a stream. */
    public boolean wasSent() {
        return everSent;
    }

    /** Whether it was handed to the present stream. */
    public boolean onPresentStream() {
        return onPresentStream;
    }

    /** When it was handed over last. */
    public long sentAtNanos() {
        return sentAtNanos;
    }
}
