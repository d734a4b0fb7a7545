package dev.halley.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What the sessions saw, over all loops. What is missing is counted apart, by
 * {@link SessionPool#missing}.
 *
 * @param latencyUs from due to arrival, of every measured delivery
 * @param deliveries each message at each session once, warm-up included
 * @param measured deliveries of the measured window
 * @param duplicated arrivals of a message that was there already
 * @param reordered arrivals after a later message of the same sender
 * @param misrouted arrivals at a session of another target
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
        long frames,
        long lastMeasuredNanos,
        int closedEarly) {}
