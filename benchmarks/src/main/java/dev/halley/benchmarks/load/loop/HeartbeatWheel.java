package dev.halley.benchmarks.load.loop;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Spreads the heartbeats of all sessions evenly over the interval. */
final class HeartbeatWheel {

    private final long intervalNanos;
    private long lastNanos = System.nanoTime();
    private double owed;
    private int cursor;

    HeartbeatWheel(Duration interval) {
        intervalNanos = interval.toNanos();
    }

    void beat(List<LoadSession> sessions, Consumer<LoadConnection> send) {
        long now = System.nanoTime();
        owed += (double) (now - lastNanos) * sessions.size() / intervalNanos;
        lastNanos = now;
        int due = (int) Math.min(owed, sessions.size());
        owed -= due;
        for (int i = 0; i < due; i++) {
            cursor = cursor + 1 < sessions.size() ? cursor + 1 : 0;
            LoadSession session = sessions.get(cursor);
            LoadConnection connection = session.connection;
            if (session.online && connection != null) {
                send.accept(connection);
            }
        }
    }
}
