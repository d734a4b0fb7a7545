package dev.halley.benchmarks.recovery;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * When clients are cut, again and again, each with times of its own that come from the seed.
 *
 * @param kind how
 * @param every from one time online to the next cut, on average
 * @param away how long a client stays away before it dials again
 * @param seed of all waits
 */
public record CutPlan(CutKind kind, Duration every, Duration away, long seed) {

    private static final long SPREAD = 1_000_003;
    private static final double MS_PER_SECOND = 1_000;

    /** Checks that nothing is missing. */
    public CutPlan {
        requireNonNull(kind, "kind");
        requireNonNull(every, "every");
        requireNonNull(away, "away");
    }

    /** The random numbers of the session at this place. */
    public RandomGenerator random(int place) {
        return new SplittableRandom(seed * SPREAD + place);
    }

    /** In words. */
    @Override
    public String toString() {
        return "cut by %s about every %.1f s for %.1f s, seed %d"
                .formatted(
                        kind.name().toLowerCase(Locale.ROOT),
                        every.toMillis() / MS_PER_SECOND,
                        away.toMillis() / MS_PER_SECOND,
                        seed);
    }

    /** From the first time online to the first cut: any moment of the period. */
    public long firstNanos(RandomGenerator random) {
        return random.nextLong(every.toNanos());
    }

    /** From another time online to the next cut: half to one and a half of the period. */
    public long nextNanos(RandomGenerator random) {
        return every.toNanos() / 2 + random.nextLong(every.toNanos());
    }
}
