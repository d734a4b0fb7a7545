package dev.halley.benchmarks.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * How long sessions with a connection got nothing though something was due: of each arrival, the
 * time since the later of the arrival before it and its own due moment. After a stall this is the
 * length of the stall, once, and not that of every message that waited in it.
 */
public final class Gaps {

    /** Shorter ones are no stall, but the way of working of a server that merges. */
    private static final long STALL_NANOS = 250_000_000L;

    /** Bounds the list; stalls that end in the same moment are one entry. */
    private static final int MOST_STALLS = 100_000;

    private static final long SAME_MOMENT_NANOS = 50_000_000L;

    private final List<Stall> stalls = new ArrayList<>();
    private long longestNanos;

    /** Nothing has arrived yet. */
    public Gaps() {}

    /** Something came to a session for which that much time had passed. */
    public void arrived(long quietSinceNanos, long nowNanos) {
        long gap = nowNanos - quietSinceNanos;
        if (gap > longestNanos) {
            longestNanos = gap;
        }
        if (gap > STALL_NANOS) {
            stalled(quietSinceNanos, nowNanos);
        }
    }

    /** The longest of all. */
    public long longestNanos() {
        return longestNanos;
    }

    /** Every stall, in the order of their ends; those that ended together are one. */
    public List<Stall> stalls() {
        return List.copyOf(stalls);
    }

    private void stalled(long fromNanos, long toNanos) {
        Stall last = stalls.isEmpty() ? null : stalls.get(stalls.size() - 1);
        boolean together =
                last != null
                        && (toNanos - last.toNanos() < SAME_MOMENT_NANOS
                                || stalls.size() == MOST_STALLS);
        if (last == null || !together) {
            stalls.add(new Stall(fromNanos, toNanos));
        } else {
            long from = Math.min(last.fromNanos(), fromNanos);
            stalls.set(stalls.size() - 1, new Stall(from, toNanos));
        }
    }
}
