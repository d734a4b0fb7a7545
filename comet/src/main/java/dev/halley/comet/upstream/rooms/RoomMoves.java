package dev.halley.comet.upstream.rooms;

import dev.halley.api.logic.RoomMove;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sessions that changed rooms, waiting for the next report of rooms, while logic wants to know.
 * Bounded: past the bound what comes is dropped and counted. Thread-safe; nothing blocks.
 */
public final class RoomMoves {
    private static final int BOUND = 10_000;

    private final RoomReportMetrics metrics;
    private final Deque<RoomMove> waiting = new ArrayDeque<>();
    private volatile boolean wanted;

    /** Nobody has moved, and nobody wants to know. */
    public RoomMoves(RoomReportMetrics metrics) {
        this.metrics = metrics;
    }

    /** A session has moved; the move is made only when logic wants it. */
    public void add(Supplier<RoomMove> move) {
        if (!wanted) {
            return;
        }
        RoomMove made = move.get();
        synchronized (this) {
            if (waiting.size() < BOUND) {
                waiting.addLast(made);
                return;
            }
        }
        metrics.moveDropped();
    }

    /** What logic has answered: with false, what waits is forgotten. */
    void wanted(boolean now) {
        wanted = now;
        if (!now) {
            synchronized (this) {
                waiting.clear();
            }
        }
    }

    /** All that wait; they are to be given back if they do not arrive. */
    synchronized List<RoomMove> take() {
        List<RoomMove> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    /** These did not arrive: they go first with the next report, the latest of them if too many. */
    synchronized void giveBack(List<RoomMove> moves) {
        for (int i = moves.size() - 1; i >= 0; i--) {
            if (waiting.size() < BOUND) {
                waiting.addFirst(moves.get(i));
            } else {
                metrics.moveDropped();
            }
        }
    }
}
