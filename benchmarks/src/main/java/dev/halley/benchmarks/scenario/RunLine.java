package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.live.LiveLine;
import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.load.Standing;
import dev.halley.benchmarks.rest.Callers;
import dev.halley.benchmarks.rest.PushTiming;
import dev.halley.benchmarks.spec.BenchSpec;
import java.util.Locale;

/** Shows how far a run is that pushes, until it is closed. */
final class RunLine {

    private static final double NANOS_PER_MS = 1e6;

    private final BenchSpec spec;
    private final SessionPool pool;
    private final Callers callers;
    private final LiveLine line;

    RunLine(BenchSpec spec, SessionPool pool, Callers callers, Notes notes) {
        this.spec = spec;
        this.pool = pool;
        this.callers = callers;
        this.line = notes.live(() -> now(System.nanoTime()).text());
    }

    /**
     * How far it is.
     *
     * @param phase what is being done
     * @param online sessions that are
     * @param pushed pushes that were made or given up
     * @param pushes of the whole run
     * @param deliveries until now
     * @param lateMs how long the next push has been due
     */
    record Reached(
            String phase, int online, long pushed, long pushes, long deliveries, double lateMs) {

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s: %,d online, %,d of %,d pushes, %,d deliveries, %.0f ms late",
                    phase,
                    online,
                    pushed,
                    pushes,
                    deliveries,
                    lateMs);
        }
    }

    /** What is being done when so many pushes were made. */
    static String phase(long pushed, long warmup, long all) {
        if (pushed >= all) {
            return "waiting for the rest";
        }
        return pushed < warmup ? "warming up" : "measuring";
    }

    private Reached now(long nanos) {
        long pushed = callers.pushed();
        PushTiming timing = callers.timing();
        long late = pushed >= spec.allPushes() ? 0 : nanos - timing.dueNanos(pushed);
        Standing now = pool.standing();
        return new Reached(
                phase(pushed, spec.warmupPushes(), spec.allPushes()),
                now.present(),
                pushed,
                spec.allPushes(),
                now.progress().deliveries(),
                Math.max(0, late) / NANOS_PER_MS);
    }

    void close() {
        line.close();
    }
}
