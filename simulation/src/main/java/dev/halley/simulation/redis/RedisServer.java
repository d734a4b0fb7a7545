package dev.halley.simulation.redis;

import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.Set;

/** One Redis: what it keeps, whether it answers, and which incarnation it is. */
public final class RedisServer {
    private final Schedule schedule;
    private final Life process = new Life("redis");
    private final RouteTable routes = new RouteTable();
    private final StreamTable streams;
    private int starts;
    private int incarnation = 1;
    private boolean away;
    private boolean wasAway;

    /** Empty and there. */
    public RedisServer(Schedule schedule) {
        this.schedule = schedule;
        this.streams = new StreamTable(schedule.chance());
    }

    Life process() {
        return process;
    }

    /** The routes. */
    public RouteTable routes() {
        return routes;
    }

    /** The streams. */
    public StreamTable streams() {
        return streams;
    }

    /** The replication id of the master: another one after every start. */
    public String master() {
        return "master-" + starts;
    }

    /** Whether it has run and answered since the beginning. */
    public boolean isUndisturbed() {
        return starts == 0 && !wasAway;
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
        wasAway = true;
        schedule.history().add(() -> "redis is away");
        schedule.after(process, nanos, this::back);
    }

    private void back() {
        away = false;
        schedule.history().add(() -> "redis is back");
    }

    /** Starts again with everything. */
    public void restart() {
        starts++;
        schedule.history().add(() -> "redis starts again, " + master());
    }

    /** Begins to fall behind: what comes from now on is lost if it fails over. */
    public void save() {
        streams.save();
    }

    /** Fails over to what it was when it began to fall behind; the messages that are gone. */
    public Set<Long> failOver() {
        starts++;
        incarnation++;
        Set<Long> lost = streams.restore();
        schedule.history().add(() -> "redis has lost its tail, " + master() + ": " + lost);
        return lost;
    }

    /** Starts anew with nothing; the messages that are gone. */
    public Set<Long> wipe() {
        incarnation++;
        starts++;
        routes.wipe();
        Set<Long> lost = streams.wipe();
        schedule.history().add(() -> "redis is wiped, incarnation " + incarnation);
        return lost;
    }
}
