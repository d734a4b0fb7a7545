package dev.halley.simulation.schedule;

import java.util.List;
import java.util.SplittableRandom;

/** The only source of randomness of a run. The same seed gives the same run. */
public final class Chance {
    private final SplittableRandom random;

    /** Everything that is drawn follows from this seed. */
    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A whole number, both ends included. */
    public int between(int lowest, int highest) {
        return random.nextInt(lowest, highest + 1);
    }

    /** A whole number, both ends included. */
    public long between(long lowest, long highest) {
        return random.nextLong(lowest, highest + 1);
    }

    /** True once in so many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of these, which must not be empty. */
    public <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /**
     * A delay as networks have them: mostly short, now and then near the longest.
     *
     * @param longestNanos at least 1
     */
    public long delay(long longestNanos) {
        long longest = oneIn(8) ? longestNanos : Math.max(1, longestNanos / 16);
        return random.nextLong(1, longest + 1);
    }
}
