package dev.halley.comet.members;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.frames.Message;
import dev.halley.comet.streams.RecentMessages;
import dev.halley.comet.streams.RecentRoom;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that have members on this node, counted over its shards. Joining and leaving come here;
 * the fan-out asks only, once for each delivery, which shards a room is on. All methods may be
 * called on any thread.
 */
public final class NodeRooms {
    private final ConcurrentHashMap<RoomKey, RoomPresence> rooms = new ConcurrentHashMap<>();
    private final Set<RoomKey> changed = ConcurrentHashMap.newKeySet();
    private final RecentMessages recent;
    private volatile @Nullable RoomWatcher watcher;

    /**
     * No rooms, and nobody who is told of them.
     *
     * @param recent keeps the newest messages of rooms for as long as they have members
     */
    public NodeRooms(RecentMessages recent) {
        this.recent = requireNonNull(recent, "recent");
    }

    /** Sets who is told of rooms that come and go. Without one every join is in force at once. */
    public void watch(RoomWatcher watcher) {
        this.watcher = requireNonNull(watcher, "watcher");
    }

    /** Members of the room on this node; 0 when it is not here. */
    public int members(RoomKey room) {
        RoomPresence presence = rooms.get(room);
        return presence == null ? 0 : presence.members();
    }

    /** How many rooms have members on this node. */
    public int size() {
        return rooms.size();
    }

    /** Members of each room. Costs a walk over all rooms. */
    public Map<RoomKey, Integer> snapshot() {
        Map<RoomKey, Integer> counts = new HashMap<>(rooms.size() * 2);
        rooms.forEach((room, presence) -> counts.put(room, presence.members()));
        return counts;
    }

    /**
     * Members of each room whose number has changed since the last call; 0 for one that is gone. To
     * be called every few seconds by one caller: what changed is kept until then, once for each
     * room.
     */
    public Map<RoomKey, Integer> takeChanges() {
        Map<RoomKey, Integer> counts = new HashMap<>();
        Iterator<RoomKey> iterator = changed.iterator();
        while (iterator.hasNext()) {
            RoomKey room = iterator.next();
            iterator.remove();
            RoomPresence presence =
                    rooms.computeIfPresent(
                            room,
                            (key, present) -> {
                                present.report();
                                return present;
                            });
            counts.put(room, presence == null ? 0 : presence.members());
        }
        return counts;
    }

    /**
     * Every attached job takes the room into account: who joins it from here on need not wait. Holds
     * until its last member leaves.
     */
    public void inForce(RoomKey room) {
        RoomPresence presence = rooms.get(room);
        if (presence != null) {
            presence.putInForce();
        }
    }

    /** Whether a join has nothing to wait for. */
    public boolean isInForce(RoomKey room) {
        RoomPresence presence = rooms.get(room);
        return watcher == null || (presence != null && presence.isInForce());
    }

    /** Calls back once every attached job takes the room into account. */
    public void whenInForce(RoomKey room, Runnable then) {
        RoomWatcher present = watcher;
        if (present == null) {
            then.run();
        } else {
            present.whenInForce(room, then);
        }
    }

    /** The shards that have members of the room: bit i stands for shard i. */
    public long shardsOf(RoomKey room) {
        RoomPresence presence = rooms.get(room);
        return presence == null ? 0 : presence.shards();
    }

    /**
     * A message of the room has come: it is kept, before any shard has it, if it has a place. By one
     * thread at a time for each room.
     *
     * @return as {@link #shardsOf}
     */
    public long arrived(RoomKey room, Message message) {
        RoomPresence presence = rooms.get(room);
        if (presence == null) {
            return 0;
        }
        if (!message.place().isNone()) {
            keep(presence, message);
        }
        return presence.shards();
    }

    /** Newest messages of the room behind a place; empty when the next one is not kept. */
    public List<Message> recent(RoomKey room, int epoch, long after, int most) {
        RoomPresence presence = rooms.get(room);
        RecentRoom kept = presence == null ? null : presence.recent();
        return kept == null ? List.of() : recent.after(kept, epoch, after, most);
    }

    private void keep(RoomPresence presence, Message message) {
        RecentRoom kept = presence.recent();
        if (kept == null) {
            kept = recent.room();
            presence.recent(kept);
        }
        recent.add(kept, message);
        if (presence.members() == 0) {
            // The last member left before it saw what is kept.
            recent.forget(kept);
        }
    }

    void enter(RoomKey room, int shard) {
        RoomPresence fresh = new RoomPresence();
        RoomPresence entered =
                rooms.compute(
                        room,
                        (key, present) -> {
                            RoomPresence presence = present == null ? fresh : present;
                            presence.enter(shard);
                            noteChange(key, presence);
                            return presence;
                        });
        if (entered == fresh) {
            tell(room);
        }
    }

    void exit(RoomKey room, int shard, boolean lastOfShard) {
        RoomPresence left =
                rooms.computeIfPresent(
                        room,
                        (key, presence) -> {
                            presence.exit(shard, lastOfShard);
                            noteChange(key, presence);
                            return presence.members() == 0 ? ended(presence) : presence;
                        });
        if (left == null) {
            tell(room);
        }
    }

    private @Nullable RoomPresence ended(RoomPresence presence) {
        RecentRoom kept = presence.recent();
        if (kept != null) {
            recent.forget(kept);
        }
        return null;
    }

    private void noteChange(RoomKey room, RoomPresence presence) {
        if (presence.touch()) {
            changed.add(room);
        }
    }

    /** A call too many is harmless: the watcher looks at the number itself. */
    private void tell(RoomKey room) {
        RoomWatcher present = watcher;
        if (present != null) {
            present.changed(room);
        }
    }
}
