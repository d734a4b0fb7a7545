package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Crowd;
import dev.halley.benchmarks.sizing.asked.Load;
import dev.halley.benchmarks.sizing.asked.Margin;
import dev.halley.benchmarks.sizing.asked.NodeShape;
import dev.halley.benchmarks.sizing.asked.Pushes;
import dev.halley.benchmarks.sizing.asked.Site;
import dev.halley.benchmarks.sizing.asked.Stores;

/** Loads and sites for tests. */
final class Sites {

    private Sites() {}

    static Site usual() {
        return of(8, 1, false);
    }

    static Site of(double cores, int spare, boolean smallLogs) {
        return new Site(
                new NodeShape(cores, 16, 10, 250_000),
                new Margin(0.6, 0.75, spare),
                new Stores(3, 24, 32, 1, smallLogs));
    }

    /** So many sessions in rooms of so many, all users online. */
    static Load rooms(double sessions, double members, double rate) {
        return new Load(
                new Crowd(sessions, 1, 30, Math.floor(sessions / members), members),
                new Pushes(rate, 0, 64));
    }

    static Load users(double sessions, double rate) {
        return new Load(new Crowd(sessions, 1, 30, 0, 1), new Pushes(rate, 1, 64));
    }
}
