package dev.halley.benchmarks.sizing.asked;

/**
 * How far nodes are filled when as many as may be away are away.
 *
 * @param busy part of a node's cores and network that may be used, 0.05 to 1
 * @param memory part of its memory that may be used, 0.05 to 1
 * @param spare nodes of each tier that may be away, 0 to 1,000
 */
public record Margin(double busy, double memory, int spare) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException for a value outside of its range
     */
    public Margin {
        Range.check("busy", busy, 0.05, 1);
        Range.check("memory-share", memory, 0.05, 1);
        Range.check("spare", spare, 0, 1_000);
    }
}
