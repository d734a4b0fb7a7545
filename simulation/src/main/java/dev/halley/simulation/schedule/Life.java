package dev.halley.simulation.schedule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One life of a process. Events that are meant for it come to nothing once it is dead, and wait, in
 * order, while it stands still.
 */
public final class Life {
    private final String name;
    private final Deque<Schedule.Event> held = new ArrayDeque<>();
    private boolean dead;
    private boolean paused;

    /** Alive and running. */
    public Life(String name) {
        this.name = name;
    }

    /** Whether it was not killed. It may stand still. */
    public boolean alive() {
        return !dead;
    }

    /** Whether it stands still. */
    public boolean paused() {
        return paused;
    }

    /** It is no more. */
    public void kill() {
        dead = true;
        held.clear();
    }

    /** It stands still until {@link #resume}. */
    public void pause() {
        paused = true;
    }

    /** It goes on, with what has come meanwhile first. */
    public void resume(Schedule schedule) {
        paused = false;
        while (!held.isEmpty()) {
            schedule.again(held.remove());
        }
    }

    void hold(Schedule.Event event) {
        held.add(event);
    }

    @Override
    public String toString() {
        return name;
    }
}
