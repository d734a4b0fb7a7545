package dev.halley.comet.fanout;

import java.util.List;

/**
 * Shards that have got deliveries and are still to be woken. Whoever hands over several records at
 * one moment wakes each shard once for all of them: a wake-up costs as much as writing a frame.
 * Owned by one thread.
 */
public final class ShardWakes {
    private final List<Shard> shards;
    // A bit for each: a node has no more shards than a long has bits.
    private long owed;

    ShardWakes(List<Shard> shards) {
        this.shards = shards;
    }

    void owe(Shard shard) {
        owed |= 1L << shard.index();
    }

    /** Wakes them. To be called whatever has happened since: they would sleep on what they have. */
    public void wake() {
        while (owed != 0) {
            int shard = Long.numberOfTrailingZeros(owed);
            owed &= owed - 1;
            shards.get(shard).wake();
        }
    }
}
