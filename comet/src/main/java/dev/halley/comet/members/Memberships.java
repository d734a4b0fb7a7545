package dev.halley.comet.members;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms a member is in, and its place in each. The first is kept in the member itself; only a
 * member of several rooms has an object of this class.
 */
final class Memberships {
    private RoomMembers[] rooms = new RoomMembers[2];
    private int[] places = new int[2];
    private int size;

    private Memberships() {}

    /** Notes that the member is at this place of the room. False: it is in the room already. */
    static boolean put(Member member, RoomMembers room, int place) {
        if (placeOf(member, room) >= 0) {
            return false;
        }
        if (member.room == null) {
            member.room = room;
            member.roomIndex = place;
            return true;
        }
        Memberships more = member.moreRooms;
        if (more == null) {
            more = new Memberships();
            member.moreRooms = more;
        }
        more.append(room, place);
        return true;
    }

    /** Forgets the room and gives the place the member had there; -1: it was not in it. */
    static int take(Member member, RoomMembers room) {
        if (member.room == room) {
            int place = member.roomIndex;
            refill(member);
            return place;
        }
        Memberships more = member.moreRooms;
        int slot = more == null ? -1 : more.slotOf(room);
        if (more == null || slot < 0) {
            return -1;
        }
        int place = more.places[slot];
        more.drop(slot);
        dropWhenEmpty(member, more);
        return place;
    }

    /** The room has moved the member to another place. */
    static void moved(Member member, RoomMembers room, int place) {
        if (member.room == room) {
            member.roomIndex = place;
            return;
        }
        Memberships more = member.moreRooms;
        if (more != null) {
            more.places[more.slotOf(room)] = place;
        }
    }

    /** The member's place in the room; -1: not in it. */
    static int placeOf(Member member, RoomMembers room) {
        if (member.room == room) {
            return member.roomIndex;
        }
        Memberships more = member.moreRooms;
        int slot = more == null ? -1 : more.slotOf(room);
        return more == null || slot < 0 ? -1 : more.places[slot];
    }

    /** Each room that the member is in. */
    static void forEach(Member member, Consumer<RoomMembers> visit) {
        if (member.room != null) {
            visit.accept(member.room);
        }
        Memberships more = member.moreRooms;
        for (int slot = 0; more != null && slot < more.size; slot++) {
            visit.accept(more.rooms[slot]);
        }
    }

    /** The room that has this stream; null: none of them. */
    @Nullable RoomMembers of(String stream) {
        for (int slot = 0; slot < size; slot++) {
            if (rooms[slot].stream().name().equals(stream)) {
                return rooms[slot];
            }
        }
        return null;
    }

    private static void refill(Member member) {
        Memberships more = member.moreRooms;
        if (more == null) {
            member.room = null;
            return;
        }
        member.room = more.rooms[more.size - 1];
        member.roomIndex = more.places[more.size - 1];
        more.drop(more.size - 1);
        dropWhenEmpty(member, more);
    }

    private static void dropWhenEmpty(Member member, Memberships more) {
        if (more.size == 0) {
            member.moreRooms = null;
        }
    }

    private void append(RoomMembers room, int place) {
        if (size == rooms.length) {
            rooms = Arrays.copyOf(rooms, size * 2);
            places = Arrays.copyOf(places, size * 2);
        }
        rooms[size] = room;
        places[size++] = place;
    }

    private int slotOf(RoomMembers room) {
        for (int slot = 0; slot < size; slot++) {
            if (rooms[slot] == room) {
                return slot;
            }
        }
        return -1;
    }

    @SuppressWarnings("NullAway") // slots from size on hold nothing and are not read
    private void drop(int slot) {
        size--;
        rooms[slot] = rooms[size];
        places[slot] = places[size];
        rooms[size] = null;
    }
}
