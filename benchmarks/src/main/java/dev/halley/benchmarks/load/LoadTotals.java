package dev.halley.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * What the sessions saw, over all loops. The run's lost messages are counted apart, by {@link
 * SessionPool#lost}.
 *
 * @param latencyUs from due to arrival, of every measured delivery
 * @param deliveries each message at each session once, warm-up included
 * @param measured deliveries of the measured window
 * @param duplicated arrivals of a message that was there already
 * @param reordered arrivals after a later message of the same sender
 * @param misrouted arrivals at a session of another target
 * @param strays messages of no run, or another
 * @param frames WebSocket messages, or reads on TCP
 * @param bytes bytes received
 * @param lastMeasuredNanos when the last measured delivery arrived
 * @param closedEarly sessions that the server ended
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
        long bytes,
        long lastMeasuredNanos,
        int closedEarly) {}
