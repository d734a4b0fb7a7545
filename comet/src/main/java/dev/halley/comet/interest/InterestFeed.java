package dev.halley.comet.interest;

import dev.halley.comet.members.RoomKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one attached job has been told of the rooms here. First the snapshot, frame by frame; then
 * changes. At most one update is unanswered: what changes meanwhile is merged by room, so a storm
 * of joins costs a job one update for each round trip, and memory stays bounded by the rooms.
 *
 * <pre>
 * SNAPSHOT -> unanswered -> IDLE -> CHANGES -> unanswered -> IDLE ...
 * </pre>
 */
public final class InterestFeed {
    private static final long NONE = -1;

    private final List<RoomKey> snapshot;
    private final Map<RoomKey, Boolean> changes = new LinkedHashMap<>();
    private final long snapshotVersion;
    private final long attachedNanos;
    private int nextOfSnapshot;
    private boolean snapshotSent;
    private long unanswered = NONE;
    private long inForce = NONE;

    InterestFeed(List<RoomKey> snapshot, long version, long attachedNanos) {
        this.attachedNanos = attachedNanos;
        this.snapshot = snapshot;
        this.snapshotVersion = version;
    }

    long attachedNanos() {
        return attachedNanos;
    }

    /** The version the job has in force; -1: none. */
    public long inForce() {
        return inForce;
    }

    void change(RoomKey room, boolean present) {
        changes.put(room, present);
    }

    /** The next frame to send; null: nothing, or an update is unanswered. */
    @Nullable InterestUpdate next(int maxRooms, long version) {
        if (unanswered != NONE) {
            return null;
        }
        if (!snapshotSent) {
            return nextOfSnapshot(maxRooms);
        }
        return changes.isEmpty() ? null : nextOfChanges(maxRooms, version);
    }

    boolean answered(long version) {
        if (unanswered == NONE || version != unanswered) {
            return false;
        }
        unanswered = NONE;
        inForce = version;
        return true;
    }

    private InterestUpdate nextOfSnapshot(int maxRooms) {
        int to = Math.min(snapshot.size(), nextOfSnapshot + maxRooms);
        List<RoomKey> joined = List.copyOf(snapshot.subList(nextOfSnapshot, to));
        nextOfSnapshot = to;
        snapshotSent = to == snapshot.size();
        if (snapshotSent) {
            unanswered = snapshotVersion;
        }
        return new InterestUpdate(snapshotVersion, true, snapshotSent, joined, List.of());
    }

    private InterestUpdate nextOfChanges(int maxRooms, long version) {
        List<RoomKey> joined = new ArrayList<>();
        List<RoomKey> left = new ArrayList<>();
        Iterator<Map.Entry<RoomKey, Boolean>> entries = changes.entrySet().iterator();
        for (int i = 0; i < maxRooms && entries.hasNext(); i++) {
            Map.Entry<RoomKey, Boolean> change = entries.next();
            (change.getValue() ? joined : left).add(change.getKey());
            entries.remove();
        }
        boolean complete = changes.isEmpty();
        if (complete) {
            unanswered = version;
        }
        return new InterestUpdate(version, false, complete, joined, left);
    }
}
