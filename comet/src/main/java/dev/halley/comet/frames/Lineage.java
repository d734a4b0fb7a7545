package dev.halley.comet.frames;

import java.util.List;

/**
 * The epochs that a stream had before its present one. Each goes on behind what is kept of the one
 * before: that is the same message in all that come after it. What was given beyond it is lost, and
 * its offsets are given again. Immutable.
 *
 * @param isKnown false: nobody said, and nothing follows from there being none
 * @param former those that are over, the oldest first; a stream remembers its last four
 */
public record Lineage(boolean isKnown, List<Former> former) {
    /** Nobody said: it came from a node of a release that does not know. */
    public static final Lineage UNKNOWN = new Lineage(false, List.of());

    /** The stream began with its present epoch. */
    public static final Lineage NONE = new Lineage(true, List.of());

    private static final int MAX_FORMER = 4;
    private static final long NOT_THERE = -1;

    public Lineage {
        former = List.copyOf(former);
    }

    /**
     * An epoch that is over.
     *
     * @param epoch 0: none, but offsets were given up to there, of which nothing is kept
     * @param last offset of the last message that was kept of it
     */
    public record Former(int epoch, long last) {}

    /** These epochs came before. */
    public static Lineage of(List<Former> former) {
        return former.isEmpty() ? NONE : new Lineage(true, former);
    }

    /** Whether an epoch came before. */
    public boolean contains(int epoch) {
        return lastOf(epoch) != NOT_THERE;
    }

    /** Whether a message of an epoch that came before was kept, and so has its place in this one too. */
    public boolean keeps(int epoch, long offset) {
        return offset <= lastOf(epoch);
    }

    /**
     * Behind which offset there may be something for a reader of another epoch who has all before it.
     * To one who was in none of these epochs all of it is new; where epochs are forgotten, what the
     * present one has. Of what was given and not kept nothing is there.
     *
     * @param shared up to where both are the same; below 0: nothing is known to be
     */
    public long goesOnBehind(long shared) {
        boolean forgotten = former.size() >= MAX_FORMER;
        long from = shared < 0 && forgotten ? former.get(former.size() - 1).last() : shared;
        for (Former earlier : former) {
            from = Math.max(from, earlier.epoch() == 0 ? earlier.last() : 0);
        }
        return Math.max(0, from);
    }

    /**
     * Up to which offset a stream with these epochs has the same messages as one that is in another
     * epoch; below 0: they have no epoch in common that is known.
     */
    public long sharedWith(int epoch, Lineage other) {
        long shared = lastOf(epoch);
        for (Former earlier : other.former) {
            shared = Math.max(shared, Math.min(lastOf(earlier.epoch()), earlier.last()));
        }
        return shared;
    }

    private long lastOf(int epoch) {
        for (Former earlier : former) {
            if (earlier.epoch() == epoch && epoch != 0) {
                return earlier.last();
            }
        }
        return NOT_THERE;
    }
}
