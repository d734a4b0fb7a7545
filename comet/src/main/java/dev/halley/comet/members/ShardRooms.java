package dev.halley.comet.members;

import dev.halley.comet.frames.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rooms of one shard, and their entry in the node's count. On the shard's loop only. */
public final class ShardRooms {
    private final Map<RoomKey, RoomMembers> rooms = new HashMap<>();
    private final NodeRooms node;
    private final int shard;
    private Consumer<RoomMembers> ended = room -> {};

    /**
     * No rooms yet.
     *
     * @param node the count over all shards
     * @param shard number of this shard, from 0
     */
    public ShardRooms(NodeRooms node, int shard) {
        this.node = node;
        this.shard = shard;
    }

    /** Sets who is told of each room whose last member here has left. */
    public void whenEnded(Consumer<RoomMembers> told) {
        ended = told;
    }

    /** The room, if it has members here; null: it has none. */
    public @Nullable RoomMembers get(RoomKey room) {
        return rooms.get(room);
    }

    /** Every room; nothing may change meanwhile. */
    public void forEach(Consumer<RoomMembers> visit) {
        rooms.values().forEach(visit);
    }

    /**
     * Counts a member that is about to join, so that the node has the room; the member gets nothing
     * yet. Each call is followed by {@link #join} or {@link #giveUp}.
     */
    public void reserve(RoomKey key) {
        RoomMembers room = rooms.computeIfAbsent(key, RoomMembers::new);
        room.reserved++;
        node.enter(key, shard);
    }

    /** Makes a reserved place a membership. A member that is in the room already keeps its place. */
    public void join(Member member, RoomKey key) {
        RoomMembers room = rooms.get(key);
        if (room == null) {
            return;
        }
        if (room.add(member)) {
            room.reserved--;
        } else {
            giveUp(key);
        }
    }

    /** Takes a reserved place back. */
    public void giveUp(RoomKey key) {
        RoomMembers room = rooms.get(key);
        if (room != null) {
            room.reserved--;
            exit(room);
        }
    }

    /** Takes a member out of a room. Nothing happens when it is not in it. */
    public void leave(Member member, RoomKey key) {
        RoomMembers room = rooms.get(key);
        if (room != null && room.remove(member)) {
            exit(room);
        }
    }

    /** Takes a member out of all its rooms. */
    public void leaveAll(Member member) {
        for (RoomMembers room = member.room; room != null; room = member.room) {
            room.remove(member);
            exit(room);
        }
    }

    /** Newest messages of a room behind a place that the node has kept; empty: not the next one. */
    public List<Message> recent(RoomKey room, int epoch, long after, int most) {
        return node.recent(room, epoch, after, most);
    }

    /** Names of the member's rooms. */
    static List<RoomKey> roomsOf(Member member) {
        List<RoomKey> keys = new ArrayList<>(1);
        Memberships.forEach(member, room -> keys.add(room.key()));
        return keys;
    }

    private void exit(RoomMembers room) {
        boolean last = room.size() + room.reserved == 0;
        // A room with messages to write is dropped all the same: nobody is left to read them.
        if (last) {
            rooms.remove(room.key());
            ended.accept(room);
        }
        node.exit(room.key(), shard, last);
    }
}
