package dev.halley.comet.streams;

import dev.halley.comet.frames.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of the rooms that have members on this node, for who joins, comes back or
 * missed something: most of it is served from here, without a call. Bounded in bytes over the node;
 * the room that was used least recently goes first, and no room has more than a sixteenth. Any
 * thread.
 */
public final class RecentMessages {
    private static final int MOST_ROOMS_SHARE = 16;
    private static final long LEAST_PER_ROOM = 64 * 1024;

    private final long maxBytes;
    private final long maxRoomBytes;
    private long bytes;
    private @Nullable RecentRoom oldest;
    private @Nullable RecentRoom newest;

    /**
     * No messages yet.
     *
     * @param maxBytes of all rooms, payloads and what they cost beside; 0: keeps nothing
     */
    public RecentMessages(long maxBytes) {
        this.maxBytes = maxBytes;
        this.maxRoomBytes =
                Math.min(maxBytes, Math.max(LEAST_PER_ROOM, maxBytes / MOST_ROOMS_SHARE));
    }

    /** A room that is new on this node. */
    public RecentRoom room() {
        return new RecentRoom();
    }

    /** Keeps a message with a place, unless the room is gone. One that leaves a hole starts anew. */
    public synchronized void add(RecentRoom room, Message message) {
        if (room.gone || RecentRoom.cost(message) > maxRoomBytes) {
            return;
        }
        long before = room.bytes();
        if (!room.add(message)) {
            return;
        }
        while (room.bytes() > maxRoomBytes) {
            room.trim();
        }
        bytes += room.bytes() - before;
        use(room);
        while (bytes > maxBytes && oldest != null && oldest != room) {
            drop(oldest);
        }
    }

    /**
     * Messages behind a place, in order and without a hole.
     *
     * @param most how many at most
     * @return empty when the next one is not kept
     */
    public synchronized List<Message> after(RecentRoom room, int epoch, long after, int most) {
        List<Message> found = room.after(epoch, after, most);
        if (!found.isEmpty()) {
            use(room);
        }
        return found;
    }

    /** Nobody is left in the room: what is kept would prove a continuity that is none. */
    public synchronized void forget(RecentRoom room) {
        room.gone = true;
        drop(room);
    }

    /** What is kept. */
    public synchronized long bytes() {
        return bytes;
    }

    private void drop(RecentRoom room) {
        bytes -= room.bytes();
        room.clear();
        unlink(room);
    }

    private void use(RecentRoom room) {
        if (newest == room) {
            return;
        }
        unlink(room);
        room.older = newest;
        if (newest != null) {
            newest.newer = room;
        }
        newest = room;
        if (oldest == null) {
            oldest = room;
        }
    }

    private void unlink(RecentRoom room) {
        RecentRoom before = room.older;
        RecentRoom after = room.newer;
        if (before != null) {
            before.newer = after;
        }
        if (after != null) {
            after.older = before;
        }
        if (oldest == room) {
            oldest = after;
        }
        if (newest == room) {
            newest = before;
        }
        room.older = null;
        room.newer = null;
    }
}
