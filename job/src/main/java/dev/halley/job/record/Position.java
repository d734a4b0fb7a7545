package dev.halley.job.record;

import java.util.Comparator;

/**
 * Where a record stands in its partition. Ordered by leader epoch, then offset: an unclean election
 * reuses offsets, under a higher leader epoch.
 */
public record Position(int leaderEpoch, long offset) implements Comparable<Position> {
    /** Before every record. */
    public static final Position NOTHING = new Position(-1, 0);

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::leaderEpoch).thenComparingLong(Position::offset);

    /** The same, as comets send it. */
    public static Position of(dev.halley.api.comet.Position message) {
        return new Position(message.getLeaderEpoch(), message.getOffset());
    }

    /** The same, as comets expect it. */
    public dev.halley.api.comet.Position toMessage() {
        return dev.halley.api.comet.Position.newBuilder()
                .setLeaderEpoch(leaderEpoch)
                .setOffset(offset)
                .build();
    }

    /** Where reading goes on after this one. */
    public Position next() {
        return new Position(leaderEpoch, offset + 1);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
