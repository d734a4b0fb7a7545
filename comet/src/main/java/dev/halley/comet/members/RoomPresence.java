package dev.halley.comet.members;

import dev.halley.comet.streams.RecentRoom;
import org.jspecify.annotations.Nullable;

/**
 * One room on this node, for as long as it has members here without a break. Written while the
 * entry of {@link NodeRooms} is held, read by anyone.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time: the holder of the entry
final class RoomPresence {
    private volatile int members;
    private volatile long shards;
    private volatile boolean inForce;
    private volatile @Nullable RecentRoom recent;
    private boolean reported = true;

    int members() {
        return members;
    }

    /** Bit i: shard i has members of the room. */
    long shards() {
        return shards;
    }

    boolean isInForce() {
        return inForce;
    }

    void putInForce() {
        inForce = true;
    }

    /** Its newest messages; null: none has come. */
    @Nullable RecentRoom recent() {
        return recent;
    }

    void recent(RecentRoom kept) {
        recent = kept;
    }

    void enter(int shard) {
        members = members + 1;
        shards = shards | bit(shard);
    }

    void exit(int shard, boolean lastOfShard) {
        members = members - 1;
        if (lastOfShard) {
            shards = shards & ~bit(shard);
        }
    }

    /** Notes a change; true when it is the first since the last report. */
    boolean touch() {
        boolean first = reported;
        reported = false;
        return first;
    }

    void report() {
        reported = true;
    }

    private static long bit(int shard) {
        return 1L << shard;
    }
}
