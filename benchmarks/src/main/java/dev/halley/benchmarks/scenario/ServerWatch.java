package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.client.Comets;
import dev.halley.benchmarks.spec.Server;
import dev.halley.benchmarks.spec.ServerView;

/** Follows the server while it changes: a thread that looks twice a second until it is stopped. */
final class ServerWatch {

    private static final long PERIOD_MS = 500;

    private final Server server;
    private final Comets comets;
    private final WatchedProcesses watched;
    private final Thread thread = new Thread(this::follow, "bench-watch");

    ServerWatch(Server server, Comets comets, WatchedProcesses watched) {
        this.server = server;
        this.comets = comets;
        this.watched = watched;
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MS);
                look();
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
    }

    private void look() {
        try {
            ServerView view = server.look();
            comets.become(view.peer().comets());
            watched.become(view.pids());
        } catch (IllegalArgumentException e) {
            // Between two forms of itself: what was seen last still holds.
        }
    }
}
