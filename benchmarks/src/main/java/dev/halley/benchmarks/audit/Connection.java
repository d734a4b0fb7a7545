package dev.halley.benchmarks.audit;

import java.util.Arrays;

/**
 * One connection of a session, from its AUTH reply on: what it brought first and last of each
 * sender. What lies between was due on it; what was sent during it was due on it too.
 */
final class Connection {

    private static final int NOTHING = -1;

    private final long onlineNanos;
    private final int[] lowest;
    private final int[] highest;
    private long endNanos;
    private boolean cut;

    Connection(int senders, long onlineNanos) {
        this.onlineNanos = onlineNanos;
        this.lowest = new int[senders];
        this.highest = new int[senders];
        Arrays.fill(lowest, NOTHING);
        Arrays.fill(highest, NOTHING);
    }

    /** Takes what came for the first time; whether a later one of the sender was here before. */
    boolean brought(int sender, int sequence) {
        int before = highest[sender];
        if (sequence > before) {
            highest[sender] = sequence;
            if (before == NOTHING) {
                lowest[sender] = sequence;
            }
            return false;
        }
        if (sequence < lowest[sender]) {
            lowest[sender] = sequence;
        }
        return true;
    }

    void cut(long nanos) {
        cut = true;
        endNanos = nanos;
    }

    boolean isCut() {
        return cut;
    }

    long endNanos() {
        return endNanos;
    }

    /** Whether something sent then was sent while this connection was up. */
    boolean upAt(long sentNanos) {
        return sentNanos - onlineNanos >= 0 && (!cut || sentNanos - endNanos < 0);
    }

    /** Whether a later one of the sender came on this connection. */
    boolean broughtLater(int sender, int sequence) {
        return sequence < highest[sender];
    }

    /** Whether it is a hole in what this connection brought. */
    boolean hasAround(int sender, int sequence) {
        return lowest[sender] != NOTHING && sequence > lowest[sender] && sequence < highest[sender];
    }
}
