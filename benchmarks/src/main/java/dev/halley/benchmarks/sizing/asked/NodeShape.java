package dev.halley.benchmarks.sizing.asked;

/**
 * A machine for one node of a tier, or for one broker.
 *
 * @param cores 1 to 1,024
 * @param memoryGb in units of 10^9 bytes, 1 to 100,000
 * @param gbit network each way, Gbit/s, 0.1 to 1,000
 * @param sessions the most that a comet is to have, 1 to 10,000,000: all of them come back at once
 *     when it dies
 */
public record NodeShape(double cores, double memoryGb, double gbit, double sessions) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException for a value outside of its range
     */
    public NodeShape {
        Range.check("node-cores", cores, 1, 1_024);
        Range.check("node-memory-gb", memoryGb, 1, 100_000);
        Range.check("node-gbit", gbit, 0.1, 1_000);
        Range.check("node-sessions", sessions, 1, 10_000_000);
    }
}
