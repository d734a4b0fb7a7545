package dev.halley.benchmarks.load;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sessions that wait until they dial again, the soonest first. Confined to a loop. */
final class Redials {

    private record Waiting(LoadSession session, long dueNanos) {}

    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos - b.dueNanos));

    void add(LoadSession session, long dueNanos) {
        waiting.add(new Waiting(session, dueNanos));
    }

    /** Takes a session whose time has come; null: none has. */
    @Nullable LoadSession due(long nowNanos) {
        Waiting first = waiting.peek();
        if (first == null || first.dueNanos - nowNanos > 0) {
            return null;
        }
        waiting.remove();
        return first.session;
    }

    /** Milliseconds until the next one is due, from 1 to the given ones. */
    long waitMs(long nowNanos, long atMost) {
        Waiting first = waiting.peek();
        if (first == null) {
            return atMost;
        }
        return Math.max(1, Math.min(atMost, (first.dueNanos - nowNanos) / 1_000_000));
    }
}
