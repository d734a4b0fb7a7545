package dev.halley.simulation.redis;

import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;

/** One Redis: what it keeps, whether it answers, and which incarnation it is. */
public final class RedisServer {
    private final Schedule schedule;
    private final Life process = new Life("redis");
    private final RouteTable routes = new RouteTable();
    private int incarnation = 1;
    private boolean away;

    /** Empty and there. */
    public RedisServer(Schedule schedule) {
        this.schedule = schedule;
    }

    Life process() {
        return process;
    }

    /** The routes. */
    public RouteTable routes() {
        return routes;
    }

    /** Rises whenever something may have been lost. */
    public int incarnation() {
        return incarnation;
    }

    /** Whether it answers nobody. */
    public boolean away() {
        return away;
    }

    /** Answers nobody for a while. */
    public void leave(long nanos) {
        away = true;
        schedule.history().add(() -> "redis is away");
        schedule.after(process, nanos, this::back);
    }

    private void back() {
        away = false;
        schedule.history().add(() -> "redis is back");
    }

    /** Starts anew with nothing. */
    public void wipe() {
        incarnation++;
        routes.wipe();
        schedule.history().add(() -> "redis is wiped, incarnation " + incarnation);
    }
}
