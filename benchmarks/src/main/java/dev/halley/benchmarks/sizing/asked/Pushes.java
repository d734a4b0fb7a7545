package dev.halley.benchmarks.sizing.asked;

/**
 * What is pushed at the busiest time.
 *
 * @param rate pushes per second to users and rooms together, 0 to 1,000,000,000
 * @param userShare part of them that goes to users, each to one who is online; the rest goes to the
 *     rooms, to each as often
 * @param payloadBytes bytes of each payload, 1 to 450,000 as logic's own bound
 */
public record Pushes(double rate, double userShare, double payloadBytes) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException for a value outside of its range
     */
    public Pushes {
        Range.check("rate", rate, 0, 1e9);
        Range.check("user-share", userShare, 0, 1);
        Range.check("payload-bytes", payloadBytes, 1, 450_000);
    }
}
