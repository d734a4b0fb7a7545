package dev.halley.benchmarks.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What the sessions saw. What is missing is counted apart, by {@link SessionPool#missing}.
 *
 * @param latencyUs from due to arrival, of every measured delivery
 * @param deliveries each message at each session once, warm-up included
 * @param measured deliveries of the measured window
 * @param duplicated arrivals of a message that was there already
 * @param reordered arrivals after a later message of the same sender
 * @param misrouted arrivals at a session of another target
 * @param strays messages of the run's operation that are none of its pushes: what they cost is
 *     in its figures
 * @param frames WebSocket messages, or reads on TCP
 * @param lastMeasuredNanos when the last measured delivery arrived
 * @param closedEarly sessions that the server ended and that were not back at the end
 */
public record LoadTotals(
        Histogram latencyUs,
        long deliveries,
        long measured,
        long duplicated,
        long reordered,
        long misrouted,
        long strays,
        long frames,
        long lastMeasuredNanos,
        int closedEarly) {

    static LoadTotals sum(List<LoadTotals> parts) {
        return new LoadTotals(
                LoadReport.sumOf(parts.stream().map(LoadTotals::latencyUs).toList()),
                parts.stream().mapToLong(LoadTotals::deliveries).sum(),
                parts.stream().mapToLong(LoadTotals::measured).sum(),
                parts.stream().mapToLong(LoadTotals::duplicated).sum(),
                parts.stream().mapToLong(LoadTotals::reordered).sum(),
                parts.stream().mapToLong(LoadTotals::misrouted).sum(),
                parts.stream().mapToLong(LoadTotals::strays).sum(),
                parts.stream().mapToLong(LoadTotals::frames).sum(),
                last(parts),
                parts.stream().mapToInt(LoadTotals::closedEarly).sum());
    }

    /** Of those that measured anything: where nothing came there is no time. */
    private static long last(List<LoadTotals> parts) {
        return parts.stream()
                .filter(part -> part.measured > 0)
                .mapToLong(LoadTotals::lastMeasuredNanos)
                .max()
                .orElse(0);
    }
}
