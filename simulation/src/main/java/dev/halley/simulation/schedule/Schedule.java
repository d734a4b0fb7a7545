package dev.halley.simulation.schedule;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. Events run one after another, each at its time; which comes first among many follows
 * from the delays that were drawn. One thread.
 */
public final class Schedule {
    /** Nanoseconds of a millisecond. */
    public static final long MS = 1_000_000L;

    private static final int FIRST_EVENTS = 256;

    private final Chance chance;
    private final History history;
    private final PriorityQueue<Event> events = new PriorityQueue<>(FIRST_EVENTS);
    private long nanos;
    private long numbers;
    private long steps;
    private @Nullable RuntimeException failure;

    /** Nothing to do yet, at time 0. */
    public Schedule(Chance chance, History history) {
        this.chance = chance;
        this.history = history;
        history.of(this);
    }

    /** What decides. */
    public Chance chance() {
        return chance;
    }

    /** What happened so far. */
    public History history() {
        return history;
    }

    /** Time since the start. */
    public long nanos() {
        return nanos;
    }

    /** Events that have run. */
    public long steps() {
        return steps;
    }

    /** Has a process do something after a drawn delay of at most this. */
    public void within(Life process, long longestNanos, Runnable action) {
        after(process, chance.delay(longestNanos), action);
    }

    /** Has a process do something after this delay. */
    public void after(Life process, long delayNanos, Runnable action) {
        at(process, nanos + delayNanos, action);
    }

    /** Has a process do something at this time. */
    public void at(Life process, long atNanos, Runnable action) {
        events.add(new Event(Math.max(nanos, atNanos), numbers++, process, action));
    }

    void again(Event event) {
        at(event.process(), nanos, event.action());
    }

    /** Runs the next event; false when there is none. */
    public boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        nanos = next.atNanos();
        Life process = next.process();
        if (!process.alive()) {
            return true;
        }
        if (process.paused()) {
            process.hold(next);
            return true;
        }
        steps++;
        next.action().run();
        if (failure != null) {
            throw failure;
        }
        return true;
    }

    /** Fails the run once the present event is over, where the caller cannot throw. */
    public void fail(RuntimeException reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    record Event(long atNanos, long number, Life process, Runnable action)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
