package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.jvm.JvmUse;
import dev.halley.benchmarks.rest.Callers;
import dev.halley.benchmarks.rest.PushTiming;
import dev.halley.benchmarks.storm.StormMoment;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The measured part of a run.
 *
 * @param from its beginning
 * @param to its end, after the last arrival
 * @param timing when pushes were due
 * @param callers who pushed; ended
 * @param hiccupUs how late a thread of the harness woke that only slept
 * @param jvms what the JVMs among the server's processes did
 * @param storm when everybody was cut at once; empty: nobody was
 */
record Window(
        Moment from,
        Moment to,
        PushTiming timing,
        Callers callers,
        Histogram hiccupUs,
        Map<String, JvmUse> jvms,
        Optional<StormMoment> storm) {}
