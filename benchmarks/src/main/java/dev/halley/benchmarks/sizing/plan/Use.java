package dev.halley.benchmarks.sizing.plan;

/**
 * What something takes of nodes.
 *
 * @param cores processors kept busy
 * @param memory bytes
 * @param in bytes per second received
 * @param out bytes per second sent
 */
public record Use(double cores, double memory, double in, double out) {

    /** This many times as much. */
    public Use times(double factor) {
        return new Use(cores * factor, memory * factor, in * factor, out * factor);
    }

    /** Both. */
    public Use plus(Use other) {
        return new Use(cores + other.cores, memory + other.memory, in + other.in, out + other.out);
    }
}
