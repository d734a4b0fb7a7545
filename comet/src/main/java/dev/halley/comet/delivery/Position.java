package dev.halley.comet.delivery;

/**
 * Where a record stands in its partition. An unclean election reuses offsets under a higher leader
 * epoch, so the epoch comes first.
 *
 * @param leaderEpoch of the record's batch in Kafka
 * @param offset in the partition
 */
public record Position(int leaderEpoch, long offset) implements Comparable<Position> {
    /** Before every record. */
    public static final Position NONE = new Position(Integer.MIN_VALUE, Long.MIN_VALUE);

    @Override
    public int compareTo(Position other) {
        int byEpoch = Integer.compare(leaderEpoch, other.leaderEpoch);
        return byEpoch != 0 ? byEpoch : Long.compare(offset, other.offset);
    }

    /** Whether it is this position or one before it. */
    public boolean isUpTo(Position other) {
        return compareTo(other) <= 0;
    }

    /** The lower of the two. */
    public Position min(Position other) {
        return isUpTo(other) ? this : other;
    }
}
