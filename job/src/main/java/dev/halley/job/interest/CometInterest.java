package dev.halley.job.interest;

import dev.halley.api.comet.Interest;
import dev.halley.api.comet.Room;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that one comet has members of, as far as it has said. A snapshot counts once all of its
 * frames are there; until then the rooms from before hold. Owned by one thread.
 *
 * @param <C> what stands for a comet
 */
public final class CometInterest<C> {
    private final C comet;
    private final RoomIndex<C> index;
    private Set<RoomId> rooms = new HashSet<>();
    private @Nullable Set<RoomId> snapshot;

    /** No rooms yet; keeps the index right from now on. */
    public CometInterest(C comet, RoomIndex<C> index) {
        this.comet = comet;
        this.index = index;
    }

    /** Whether the comet has members of this room. */
    public boolean has(RoomId room) {
        return rooms.contains(room);
    }

    /** A new stream begins: half a snapshot of the one before is worth nothing. */
    public void newStream() {
        snapshot = null;
    }

    /** Takes a frame in. */
    public void apply(Interest frame) {
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

    /** The comet is gone: it has members of no room. */
    public void clear() {
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
