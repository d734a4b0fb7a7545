package dev.halley.simulation.world;

import dev.halley.simulation.schedule.History;
import org.jspecify.annotations.Nullable;

/**
 * What came of a seed.
 *
 * @param seed which one
 * @param steps how many events ran
 * @param accepted pushes that Kafka acknowledged
 * @param given pushes that connections were given
 * @param faults how many there were
 * @param failure what was violated; null: nothing
 * @param history what happened, if it was wanted
 */
public record Outcome(
        long seed,
        long steps,
        long accepted,
        long given,
        int faults,
        @Nullable RuntimeException failure,
        History history) {}
