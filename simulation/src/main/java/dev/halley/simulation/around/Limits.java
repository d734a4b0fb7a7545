package dev.halley.simulation.around;

import dev.halley.simulation.schedule.Chance;
import dev.halley.simulation.schedule.Schedule;
import java.util.List;

/**
 * Times and bounds of a run, about a fifth of those of production.
 *
 * @param patient whether every fault ends before anybody's patience does, so that nothing may be
 *     missing; otherwise faults outlast it, and what is missing must have been counted
 * @param kept messages of each stream; 0: there are no streams
 * @param stallNanos how long a comet is waited for
 * @param goneNanos how long an absent comet counts as there
 * @param sessionTimeoutNanos after which Kafka takes a silent member for dead
 * @param networkNanos a message takes at most
 * @param learnNanos after which both ends know that a connection broke
 * @param lateNanos discovery tells at most this late
 * @param longestPauseNanos a process stands still, or Redis is away, at most
 * @param oneRedis whether jobs rely on the order in which Redis carries out what they ask, as they do of
 *     one server and not of several masters
 */
public record Limits(
        boolean patient,
        int kept,
        long stallNanos,
        long goneNanos,
        long sessionTimeoutNanos,
        long networkNanos,
        long learnNanos,
        long lateNanos,
        long longestPauseNanos,
        boolean oneRedis) {
    /** So few messages are kept that some are gone before they are read. */
    public static final int FEW = 6;

    private static final List<Integer> KEPT = List.of(0, FEW, 1_000);

    /** Most records of one partition that a job holds. */
    public static final int RECORDS = 12;

    /** Most records of one job that a comet holds. */
    public static final int UNFINISHED = 6;

    /** Whether there are streams. */
    public boolean streams() {
        return kept > 0;
    }

    /**
     * How long is asked where a stream ends. In every second run that is shorter than Redis may be
     * away, so that sessions come into rooms of which nobody could say where they are.
     */
    public long tipPatienceNanos() {
        return (networkNanos / Schedule.MS % 2 == 0 ? 300 : 20_000) * Schedule.MS;
    }

    /** Three runs of four are patient. */
    public static Limits draw(Chance chance) {
        boolean patient = !chance.oneIn(4);
        return new Limits(
                patient,
                chance.of(KEPT),
                3_000 * Schedule.MS,
                2_000 * Schedule.MS,
                500 * Schedule.MS,
                chance.between(5, 60) * Schedule.MS,
                chance.between(20, 200) * Schedule.MS,
                chance.between(20, 200) * Schedule.MS,
                (patient ? 700 : 5_000) * Schedule.MS,
                !chance.oneIn(3));
    }
}
