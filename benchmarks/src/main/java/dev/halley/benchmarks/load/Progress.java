package dev.halley.benchmarks.load;

/**
 * How far the load side is, while it runs.
 *
 * @param deliveries arrivals until now, a little late
 * @param frames WebSocket messages, or reads on TCP
 * @param cuts connections that the server ended until now
 * @param cpuNanos CPU of the loop threads
 */
public record Progress(long deliveries, long frames, int cuts, long cpuNanos) {}
