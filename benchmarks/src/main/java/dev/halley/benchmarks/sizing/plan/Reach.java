package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What grows faster than the load, and where it stops.
 *
 * @param streams between jobs and comets
 * @param cometsOfRoom comets that a push to a room goes to
 * @param interest rooms of comets that each job knows
 * @param interestChanges of these per second, at each job
 * @param countsRead counts of rooms on comets per second, at each logic
 * @param watches questions that wait at Consul
 * @param pushesOfRoom pushes per second to one room, all in one partition
 * @param gbitOfRoom what one room sends to its clients, Gbit/s
 */
public record Reach(
        double streams,
        double cometsOfRoom,
        double interest,
        double interestChanges,
        double countsRead,
        double watches,
        double pushesOfRoom,
        double gbitOfRoom) {

    private static final double BITS = 8;
    private static final double GIGA = 1e9;
    private static final double MANY_STREAMS = 10_000;
    private static final double MUCH_INTEREST = 10_000_000;
    private static final double MANY_CHANGES = 20_000;
    private static final double MANY_COUNTS = 1_000_000;
    private static final double MANY_WATCHES = 1_000;

    static Reach of(Load load, Spread spread, Tier comets, Tier logics, Tier jobs) {
        double message = load.pushes().payloadBytes() + Constant.FRAME_HEADER.value();
        return new Reach(
                (double) jobs.nodes() * comets.nodes(),
                spread.cometsOfRoom(),
                spread.interest(),
                spread.interestChanges(),
                LogicTier.countsRead(spread),
                3.0 * comets.nodes() + 3.0 * logics.nodes() + jobs.nodes(),
                load.pushesOfRoom(),
                load.pushesOfRoom() * load.crowd().members() * message * BITS / GIGA);
    }

    /** What is past the point up to which the design was thought out, one sentence each. */
    public List<String> beyond(double gbitOfNode) {
        List<String> beyond = new ArrayList<>();
        say(beyond, streams, MANY_STREAMS, "streams between jobs and comets");
        say(beyond, interest, MUCH_INTEREST, "rooms of comets known to each job");
        say(beyond, interestChanges, MANY_CHANGES, "changes of them per second at each job");
        say(beyond, countsRead, MANY_COUNTS, "counts of rooms read per second by each logic");
        say(beyond, watches, MANY_WATCHES, "questions waiting at Consul");
        say(
                beyond,
                pushesOfRoom,
                Constant.PARTITION_PUSHES.value(),
                "pushes per second to one room, in one partition");
        say(beyond, gbitOfRoom, gbitOfNode, "Gbit/s to the members of one room, of one node's");
        return List.copyOf(beyond);
    }

    private static void say(List<String> beyond, double value, double most, String what) {
        if (value > most) {
            beyond.add(String.format(Locale.ROOT, "%,.0f %s (%,.0f)", value, what, most));
        }
    }
}
