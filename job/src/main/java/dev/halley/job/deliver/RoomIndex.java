package dev.halley.job.deliver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which comets have members of a room, so that a room's push costs what its audience costs and not
 * what the cluster costs. Owned by one thread.
 */
final class RoomIndex {
    private final Map<RoomId, List<CometPeer>> comets = new HashMap<>();

    void add(RoomId room, CometPeer comet) {
        comets.computeIfAbsent(room, r -> new ArrayList<>(1)).add(comet);
    }

    void remove(RoomId room, CometPeer comet) {
        List<CometPeer> interested = comets.get(room);
        if (interested != null && interested.remove(comet) && interested.isEmpty()) {
            comets.remove(room);
        }
    }

    List<CometPeer> of(RoomId room) {
        return comets.getOrDefault(room, List.of());
    }

    int rooms() {
        return comets.size();
    }
}
