package dev.halley.comet.streams;

/**
 * Epochs of a stream that are over, for one reader: what comes of them has been told of or read
 * already, however late it is. Bounded: beyond the limit the oldest is forgotten, and what still
 * comes of it is taken for a new epoch. Immutable.
 */
public final class PastEpochs {
    /** None is over. */
    public static final PastEpochs NONE = new PastEpochs(new int[0]);

    /** A message may be under way for longer than it takes Redis to fail twice. */
    static final int MAX = 8;

    private final int[] latestFirst;

    private PastEpochs(int[] latestFirst) {
        this.latestFirst = latestFirst;
    }

    /** Whether it is among them. */
    boolean contains(int epoch) {
        for (int over : latestFirst) {
            if (over == epoch) {
                return true;
            }
        }
        return false;
    }

    /** These, and one more that is over now. */
    PastEpochs and(int epoch) {
        int[] more = new int[Math.min(latestFirst.length + 1, MAX)];
        more[0] = epoch;
        System.arraycopy(latestFirst, 0, more, 1, more.length - 1);
        return new PastEpochs(more);
    }
}
