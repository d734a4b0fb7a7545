package dev.halley.simulation.schedule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A thread of a process: runs what it is handed in order, some at a time, a little later. As an event
 * loop does.
 */
public final class Mailbox {
    private static final long LONGEST_NANOS = Schedule.MS;
    private static final int MOST_AT_ONCE = 16;

    private final Schedule schedule;
    private final Life process;
    private final long longestNanos;
    private final Turn turn;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean scheduled;

    /** What frames every batch. */
    @FunctionalInterface
    public interface Turn {
        /** Runs the batch, with what belongs before and after it. */
        void run(Runnable batch);
    }

    /** Nothing to do yet. */
    public Mailbox(Schedule schedule, Life process, Turn turn) {
        this(schedule, process, LONGEST_NANOS, turn);
    }

    /** As the other constructor, of a thread that may be as late as this. */
    public Mailbox(Schedule schedule, Life process, long longestNanos, Turn turn) {
        this.schedule = schedule;
        this.process = process;
        this.longestNanos = longestNanos;
        this.turn = turn;
    }

    /** Hands something over; whoever is on this thread or another. */
    public void execute(Runnable task) {
        waiting.add(task);
        wake();
    }

    /** Whether it has nothing to do. */
    public boolean idle() {
        return waiting.isEmpty();
    }

    /** How much it has to do. */
    public int size() {
        return waiting.size();
    }

    private void wake() {
        if (!scheduled) {
            scheduled = true;
            schedule.within(process, longestNanos, this::run);
        }
    }

    private void run() {
        scheduled = false;
        int batch = Math.min(waiting.size(), schedule.chance().between(1, MOST_AT_ONCE));
        turn.run(
                () -> {
                    for (int i = 0; i < batch; i++) {
                        waiting.remove().run();
                    }
                });
        if (!waiting.isEmpty()) {
            wake();
        }
    }
}
