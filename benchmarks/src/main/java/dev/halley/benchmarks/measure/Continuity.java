package dev.halley.benchmarks.measure;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the run went on over what was done to the server. Counts are of the whole run.
 *
 * @param reconnects sessions that came back, each time counted
 * @param reconnectMs from the cut until online again
 * @param reconnectHistogram sessions that came back, by the seconds since the first push, in halves
 * @param missed what did not come, and did not have to
 * @param uncertain attempts without an answer, or answered with an error of the server
 * @param refused attempts answered with a status of the 400s, or that nobody took
 * @param uncertainOdd arrivals of uncertain attempts twice, or after their repetition: not counted
 *     as duplicated or reordered
 * @param longestGapMs longest time in which a session with a connection got nothing though
 *     something was due
 * @param stalls the longest of such times, in milliseconds, by when they ended, in seconds since
 *     the first push
 * @param steps what was done to the server
 */
public record Continuity(
        long reconnects,
        Percentiles reconnectMs,
        Map<Double, Integer> reconnectHistogram,
        Missed missed,
        long uncertain,
        long refused,
        long uncertainOdd,
        double longestGapMs,
        Map<Double, Double> stalls,
        List<StepReport> steps) {

    private static final Set<String> BREAKING =
            Set.of("kill", "pause", "stop", "restart", "freeze");

    /**
     * Messages that protocol version 1 does not promise, each counted at each session.
     *
     * @param whileAway sent while the session had no connection
     * @param inFlight sent before its connection was cut, and not come by then
     * @param inFlightMs how long before the cut these were sent
     */
    public record Missed(long whileAway, long inFlight, Percentiles inFlightMs) {}

    /** Steps that broke something, and did not mend it. */
    public long faults() {
        return steps.stream()
                .filter(step -> BREAKING.contains(step.what().split(" ", 2)[0]))
                .count();
    }

    /** A run in which nothing happened. */
    public static Continuity undisturbed() {
        Percentiles none = new Percentiles(0, 0, 0, 0);
        Missed nothing = new Missed(0, 0, none);
        return new Continuity(0, none, Map.of(), nothing, 0, 0, 0, 0, Map.of(), List.of());
    }
}
