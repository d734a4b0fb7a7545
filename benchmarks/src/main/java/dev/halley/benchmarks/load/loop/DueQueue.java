package dev.halley.benchmarks.load.loop;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What waits for its time, the soonest first. Confined to a loop. */
final class DueQueue<T> {

    private record Waiting<T>(T what, long dueNanos) {}

    private final PriorityQueue<Waiting<T>> waiting =
            new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos - b.dueNanos));

    void add(T what, long dueNanos) {
        waiting.add(new Waiting<>(what, dueNanos));
    }

    /** Takes one whose time has come; null: none has. */
    @Nullable T due(long nowNanos) {
        Waiting<T> first = waiting.peek();
        if (first == null || first.dueNanos - nowNanos > 0) {
            return null;
        }
        waiting.remove();
        return first.what;
    }

    /** Milliseconds until the next one is due, from 1 to the given ones. */
    long waitMs(long nowNanos, long atMost) {
        Waiting<T> first = waiting.peek();
        if (first == null) {
            return atMost;
        }
        return Math.max(1, Math.min(atMost, (first.dueNanos - nowNanos) / 1_000_000));
    }
}
