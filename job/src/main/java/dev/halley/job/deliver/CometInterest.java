package dev.halley.job.deliver;

import dev.halley.api.comet.Interest;
import dev.halley.api.comet.Room;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that one comet has members of, as far as it has said. A snapshot counts once all of its
 * frames are there; until then the rooms from before hold. Owned by one thread.
 */
final class CometInterest {
    private final CometPeer comet;
    private final RoomIndex index;
    private Set<RoomId> rooms = new HashSet<>();
    private @Nullable Set<RoomId> snapshot;

    CometInterest(CometPeer comet, RoomIndex index) {
        this.comet = comet;
        this.index = index;
    }

    boolean has(RoomId room) {
        return rooms.contains(room);
    }

    /** A new stream begins: half a snapshot of the one before is worth nothing. */
    void newStream() {
        snapshot = null;
    }

    /** Takes a frame in. */
    void apply(Interest frame) {
        if (frame.getSnapshot()) {
            addToSnapshot(frame);
            return;
        }
        for (Room room : frame.getJoinedList()) {
            join(RoomId.of(room));
        }
        for (Room room : frame.getLeftList()) {
            leave(RoomId.of(room));
        }
    }

    void clear() {
        rooms.forEach(room -> index.remove(room, comet));
        rooms = new HashSet<>();
        snapshot = null;
    }

    private void addToSnapshot(Interest frame) {
        Set<RoomId> collected = snapshot == null ? new HashSet<>() : snapshot;
        for (Room room : frame.getJoinedList()) {
            collected.add(RoomId.of(room));
        }
        snapshot = collected;
        if (frame.getComplete()) {
            snapshot = null;
            replaceBy(collected);
        }
    }

    private void replaceBy(Set<RoomId> now) {
        Set<RoomId> before = rooms;
        rooms = now;
        before.stream().filter(room -> !now.contains(room)).forEach(r -> index.remove(r, comet));
        now.stream().filter(room -> !before.contains(room)).forEach(r -> index.add(r, comet));
    }

    // A change between two frames of a snapshot is newer than the frames before it.
    private void join(RoomId room) {
        if (snapshot != null) {
            snapshot.add(room);
        }
        if (rooms.add(room)) {
            index.add(room, comet);
        }
    }

    private void leave(RoomId room) {
        if (snapshot != null) {
            snapshot.remove(room);
        }
        if (rooms.remove(room)) {
            index.remove(room, comet);
        }
    }
}
