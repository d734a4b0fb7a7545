package dev.halley.job.interest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which comets have members of a room, so that a room's push costs what its audience costs and not
 * what the cluster costs. Owned by one thread.
 *
 * @param <C> what stands for a comet
 */
public final class RoomIndex<C> {
    private final Map<RoomId, List<C>> comets = new HashMap<>();

    void add(RoomId room, C comet) {
        comets.computeIfAbsent(room, r -> new ArrayList<>(1)).add(comet);
    }

    void remove(RoomId room, C comet) {
        List<C> interested = comets.get(room);
        if (interested != null && interested.remove(comet) && interested.isEmpty()) {
            comets.remove(room);
        }
    }

    /** The comets with members of this room; not to be changed. */
    public List<C> of(RoomId room) {
        return comets.getOrDefault(room, List.of());
    }

    int rooms() {
        return comets.size();
    }
}
