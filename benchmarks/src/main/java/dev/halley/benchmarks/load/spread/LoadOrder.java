package dev.halley.benchmarks.load.spread;

import dev.halley.benchmarks.client.Comets;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.Reconnects;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.load.loop.LoopSettings;
import dev.halley.benchmarks.recovery.Clients;
import java.util.List;

/**
 * What one process of the load is to do: {@link LoopSettings} as they are written in a line, and its
 * share of the sessions.
 *
 * @param comets where sessions connect at first
 * @param reconnects what a session does that was cut
 * @param run number of the run
 * @param operation of the run's pushes
 * @param dials first connections being made at once, per loop
 * @param leaves whether a session ends itself as soon as it is online
 * @param clients which protocol sessions speak, and when they are cut
 * @param loops threads to spread the sessions over
 * @param sessions its own
 */
record LoadOrder(
        List<LoadTarget> comets,
        Reconnects reconnects,
        int run,
        int operation,
        int dials,
        boolean leaves,
        Clients clients,
        int loops,
        List<SessionSpec> sessions) {

    /** Nobody's latencies are kept with their time: that would be too much for a line. */
    private static final int NO_TARGET = -1;

    LoadOrder {
        comets = List.copyOf(comets);
        sessions = List.copyOf(sessions);
    }

    static LoadOrder of(LoopSettings settings, int loops, List<SessionSpec> sessions) {
        return new LoadOrder(
                settings.comets().all(),
                settings.reconnects(),
                settings.run(),
                settings.operation(),
                settings.dials(),
                settings.leaves(),
                settings.clients(),
                loops,
                sessions);
    }

    /** The settings, with comets that can become others. */
    LoopSettings settings(Comets where) {
        return new LoopSettings(
                where, reconnects, run, operation, dials, leaves, clients, NO_TARGET);
    }
}
