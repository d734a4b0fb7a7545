package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.rest.Callers;
import dev.halley.benchmarks.rest.PushTiming;
import dev.halley.benchmarks.storm.StormMoment;
import java.util.Optional;

/**
 * The measured part of a run.
 *
 * @param from its beginning
 * @param to its end, after the last arrival
 * @param timing when pushes were due
 * @param callers who pushed; ended
 * @param storm when everybody was cut at once; empty: nobody was
 */
record Window(
        Moment from, Moment to, PushTiming timing, Callers callers, Optional<StormMoment> storm) {}
