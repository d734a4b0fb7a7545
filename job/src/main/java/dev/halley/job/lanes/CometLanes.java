package dev.halley.job.lanes;

import dev.halley.api.comet.JobFrame;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Now;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lanes of one comet, by partition and by their number on its stream. Owned by one thread. */
public final class CometLanes {
    private final Now now;
    private final Map<LogId, CometLane> byLog = new LinkedHashMap<>();
    private final Map<Integer, CometLane> byNumber = new HashMap<>();
    private int lastNumber;

    /** No partitions yet. */
    public CometLanes(Now now) {
        this.now = now;
    }

    /** Adds a partition. */
    public CometLane add(LogId log, long ownerEpoch) {
        CometLane lane = new CometLane(log, ownerEpoch);
        byLog.put(log, lane);
        return lane;
    }

    /** Takes a partition off; null when there is none. */
    public @Nullable CometLane remove(LogId log) {
        CometLane lane = byLog.remove(log);
        if (lane != null) {
            byNumber.remove(lane.number());
        }
        return lane;
    }

    /** The lane of a partition, which must be there. */
    public CometLane of(LogId log) {
        CometLane lane = byLog.get(log);
        if (lane == null) {
            throw new IllegalStateException("not assigned: " + log);
        }
        return lane;
    }

    /** The lane of this number on the present stream; null when that log was closed. */
    public @Nullable CometLane numbered(int number) {
        return byNumber.get(number);
    }

    /** All of them, in the order they came. */
    public Collection<CometLane> all() {
        return byLog.values();
    }

    /** Gives a lane its number. Numbers are never used twice, so a late answer finds nothing. */
    public JobFrame open(CometLane lane) {
        close(lane);
        lane.open(++lastNumber, now.nanos());
        byNumber.put(lane.number(), lane);
        return JobFrames.opened(lane.number(), lane.log(), lane.ownerEpoch());
    }

    /** A lane has no number any more. */
    public void close(CometLane lane) {
        byNumber.remove(lane.number());
        lane.close();
    }

    /** There is no stream any more. */
    public void closeAll() {
        byNumber.clear();
        byLog.values().forEach(CometLane::close);
    }

    /** Takes off what nobody waits for any more; says how much that was. */
    public int release(Predicate<PendingDelivery> which) {
        int released = 0;
        for (CometLane lane : byLog.values()) {
            released += lane.release(which);
        }
        return released;
    }

    /** Owes everything as skipped; says how much that was. */
    public int giveUpAll() {
        return release(
                delivery -> {
                    delivery.lane().owe(delivery.record().position());
                    return true;
                });
    }

    /** Something of this topic moves: a paced broadcast holds up those behind it on purpose. */
    public void active(String topic) {
        for (CometLane lane : byLog.values()) {
            if (lane.log().topic().equals(topic)) {
                lane.active(now.nanos());
            }
        }
    }

    /** Whether something is to be finished of which nothing was heard for this long. */
    public boolean anySilentFor(long nanos) {
        for (CometLane lane : byLog.values()) {
            if (lane.silentFor(nanos, now.nanos())) {
                return true;
            }
        }
        return false;
    }
}
