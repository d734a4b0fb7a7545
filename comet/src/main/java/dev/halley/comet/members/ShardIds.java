package dev.halley.comet.members;

/**
 * Session ids carry their shard: they rise by the number of shards, so that a direct push finds its
 * loop without a map that loops would have to share.
 */
public final class ShardIds {
    private final int shard;
    private final int shards;
    private long last;

    /** The ids of one shard, from 0, of several. */
    public ShardIds(int shard, int shards) {
        this.shard = shard;
        this.shards = shards;
    }

    /** Never 0, never the same twice. */
    public long next() {
        last++;
        return last * shards + shard;
    }

    /** Any value is answered, also one that was never given out. */
    public static int shardOf(long sessionId, int shards) {
        return (int) Long.remainderUnsigned(sessionId, shards);
    }
}
