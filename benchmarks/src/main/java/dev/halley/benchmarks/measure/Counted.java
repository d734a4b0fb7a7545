package dev.halley.benchmarks.measure;

/**
 * What was counted. Deliveries are those of the measured window; what went wrong in the warm-up
 * counts as wrong all the same.
 *
 * @param expected deliveries that had to happen
 * @param delivered those that did
 * @param lost those that did not
 * @param warmupLost deliveries of the warm-up that did not happen
 * @param duplicated arrivals of what was there already
 * @param reordered arrivals after a later message of the same sender
 * @param misrouted arrivals at a session of another target
 * @param strays messages of the run's operation that are none of its pushes: what they cost is
 *     in its figures
 * @param failedConnects sessions that never came online
 * @param closedEarly sessions that the server ended
 */
public record Counted(
        long expected,
        long delivered,
        long lost,
        long warmupLost,
        long duplicated,
        long reordered,
        long misrouted,
        long strays,
        int failedConnects,
        int closedEarly) {

    /** Whether nothing went wrong. */
    public boolean clean() {
        return lost == 0
                && warmupLost == 0
                && duplicated == 0
                && reordered == 0
                && misrouted == 0
                && failedConnects == 0
                && closedEarly == 0;
    }
}
