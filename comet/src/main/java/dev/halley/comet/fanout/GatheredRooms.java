package dev.halley.comet.fanout;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.members.RoomMembers;
import java.util.ArrayList;
import java.util.List;

/** Rooms that have something to be written, and the deliveries that brought it. */
final class GatheredRooms {
    final List<RoomMembers> rooms = new ArrayList<>();
    final List<LocalDelivery> deliveries = new ArrayList<>();

    void moveTo(GatheredRooms other) {
        other.rooms.addAll(rooms);
        other.deliveries.addAll(deliveries);
        clear();
    }

    boolean isEmpty() {
        return rooms.isEmpty() && deliveries.isEmpty();
    }

    void clear() {
        rooms.clear();
        deliveries.clear();
    }
}
