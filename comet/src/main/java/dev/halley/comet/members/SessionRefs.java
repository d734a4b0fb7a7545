package dev.halley.comet.members;

/**
 * Sessions named by id and generation, two columns of one length.
 *
 * @param ids session ids
 * @param generations the generation that each must have
 */
@SuppressWarnings("ArrayRecordComponent") // two flat columns; never compared
public record SessionRefs(long[] ids, long[] generations) {
    /** Throws IllegalArgumentException when the columns differ in length. */
    public SessionRefs {
        if (ids.length != generations.length) {
            throw new IllegalArgumentException(
                    "generations: " + generations.length + " (expected: " + ids.length + ")");
        }
    }

    /** How many sessions. */
    public int size() {
        return ids.length;
    }

    /** The sessions that live on one shard of several; null columns are never made. */
    public SessionRefs of(int shard, int shards) {
        int count = 0;
        for (long id : ids) {
            count += ShardIds.shardOf(id, shards) == shard ? 1 : 0;
        }
        if (count == ids.length) {
            return this;
        }
        long[] ownIds = new long[count];
        long[] ownGenerations = new long[count];
        int next = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ShardIds.shardOf(ids[i], shards) == shard) {
                ownIds[next] = ids[i];
                ownGenerations[next++] = generations[i];
            }
        }
        return new SessionRefs(ownIds, ownGenerations);
    }
}
