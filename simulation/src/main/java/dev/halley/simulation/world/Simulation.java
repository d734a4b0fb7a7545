package dev.halley.simulation.world;

import dev.halley.simulation.around.Around;
import dev.halley.simulation.around.Doors;
import dev.halley.simulation.around.Limits;
import dev.halley.simulation.around.Registry;
import dev.halley.simulation.around.Wiring;
import dev.halley.simulation.check.Ledger;
import dev.halley.simulation.check.Violation;
import dev.halley.simulation.client.ClientModel;
import dev.halley.simulation.kafka.ConsumerGroup;
import dev.halley.simulation.kafka.KafkaLog;
import dev.halley.simulation.link.Network;
import dev.halley.simulation.redis.RedisServer;
import dev.halley.simulation.schedule.Chance;
import dev.halley.simulation.schedule.History;
import dev.halley.simulation.schedule.Schedule;

/** Runs one seed: load and faults for a number of steps, then quiet, in which everything is done. */
public final class Simulation {
    /** Steps with load and faults, when nobody says how many. */
    public static final int STEPS = 2_500;

    private static final int PARTITIONS = 2;
    private static final long REST_NANOS = 40_000 * Schedule.MS;

    // Long enough for who is away to come back, and for the positions to be checked.
    private static final long SETTLED_NANOS = 6_000 * Schedule.MS;

    // And for two words of an epoch to be believed, of which the first may be out of date. Who came
    // into a room while Redis was away learns its place by such a word.
    private static final long NEW_EPOCHS_NANOS = 18_000 * Schedule.MS;

    private final Wiring wiring;
    private final int steps;

    /**
     * Runs nothing yet.
     *
     * @param wiring how the parts are joined
     * @param steps with load and faults
     */
    public Simulation(Wiring wiring, int steps) {
        this.wiring = wiring;
        this.steps = steps;
    }

    /**
     * Runs a seed to its end, or to the first violation. Does not throw for what is violated.
     *
     * @param withHistory whether to keep what happens; the run is the same either way
     */
    public Outcome run(long seed, boolean withHistory) {
        History history = new History(withHistory);
        Schedule schedule = new Schedule(new Chance(seed), history);
        World world = new World(around(schedule));
        Faults faults = new Faults(world);
        RuntimeException failure = null;
        try {
            while (schedule.steps() < steps && schedule.step()) {}
            faults.end();
            rest(world, schedule);
        } catch (RuntimeException e) {
            failure = e;
        }
        Ledger ledger = world.around().ledger();
        return new Outcome(
                seed,
                schedule.steps(),
                ledger.accepted(),
                ledger.given(),
                faults.count(),
                failure,
                history);
    }

    private Around around(Schedule schedule) {
        Limits limits = Limits.draw(schedule.chance());
        KafkaLog kafka = new KafkaLog(PARTITIONS);
        return new Around(
                schedule,
                limits,
                wiring,
                new Network(schedule, limits.networkNanos(), limits.learnNanos()),
                kafka,
                new ConsumerGroup(schedule, kafka, limits.sessionTimeoutNanos()),
                new RedisServer(schedule),
                new Registry(schedule, limits.lateNanos()),
                new Doors(),
                new Ledger(limits.patient() && limits.kept() != Limits.FEW));
    }

    // What is stopped or killed comes back by itself.
    private static void rest(World world, Schedule schedule) {
        schedule.history().add(() -> "no more pushes and faults");
        world.pushers().end();
        world.clients().forEach(ClientModel::settle);
        long until = schedule.nanos() + REST_NANOS;
        boolean undisturbed = world.around().redis().isUndisturbed();
        long settled = schedule.nanos() + (undisturbed ? SETTLED_NANOS : NEW_EPOCHS_NANOS);
        while (schedule.nanos() < settled || !world.busy().isEmpty()) {
            if (schedule.nanos() > until) {
                throw new Violation("no rest: " + world.busy());
            }
            schedule.step();
        }
        world.around().ledger().quiet();
        world.clients().forEach(ClientModel::quiet);
    }
}
