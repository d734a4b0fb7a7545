package dev.halley.comet.members;

/**
 * Sessions named by id and generation, columns of one length.
 *
 * @param ids session ids
 * @param generations the generation that each must have
 * @param places for each 1 + the index of the message's place in its user's stream, 0 for none;
 *     empty when no session has one
 */
@SuppressWarnings("ArrayRecordComponent") // flat columns; never compared
public record SessionRefs(long[] ids, long[] generations, int[] places) {
    private static final int[] NO_PLACES = {};

    /** Throws IllegalArgumentException when the columns differ in length. */
    public SessionRefs {
        check("generations", generations.length, ids.length);
        if (places.length != 0) {
            check("places", places.length, ids.length);
        }
    }

    /** Sessions whose users have no streams. */
    public SessionRefs(long[] ids, long[] generations) {
        this(ids, generations, NO_PLACES);
    }

    private static void check(String column, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    column + ": " + length + " (expected: " + expected + ")");
        }
    }

    /** Index of a session's place; -1: it has none. */
    public int placeOf(int session) {
        return places.length == 0 ? -1 : places[session] - 1;
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
        int[] ownPlaces = places.length == 0 ? NO_PLACES : new int[count];
        int next = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ShardIds.shardOf(ids[i], shards) == shard) {
                ownIds[next] = ids[i];
                ownGenerations[next] = generations[i];
                if (places.length != 0) {
                    ownPlaces[next] = places[i];
                }
                next++;
            }
        }
        return new SessionRefs(ownIds, ownGenerations, ownPlaces);
    }
}
