package dev.halley.benchmarks.sizing.plan;

import dev.halley.benchmarks.sizing.asked.Site;
import java.util.function.IntFunction;

/**
 * What a node may be filled with, and how many such nodes a load takes: the fewest for which
 * nothing of a node is above that. A load that is larger in any way takes more of each node at every
 * number of them, so it never takes fewer nodes.
 *
 * @param full what a node may take
 */
record Capacity(Use full) {

    /** More nodes of one tier than anybody has run. */
    static final int MOST_NODES = 100_000;

    private static final double BYTES_PER_GBIT = 1e9 / 8;
    private static final double BYTES_PER_GB = 1e9;

    /** A node of the site, as far as it may be filled. */
    static Capacity of(Site site) {
        double busy = site.margin().busy();
        double network = site.node().gbit() * BYTES_PER_GBIT * busy;
        return new Capacity(
                new Use(
                        site.node().cores() * busy,
                        site.node().memoryGb() * BYTES_PER_GB * site.margin().memory(),
                        network,
                        network));
    }

    /** The same with so many cores at most. */
    Capacity withCores(double most) {
        return new Capacity(
                new Use(Math.min(full.cores(), most), full.memory(), full.in(), full.out()));
    }

    /** The same with that much memory. */
    Capacity withMemory(double bytes) {
        return new Capacity(new Use(full.cores(), bytes, full.in(), full.out()));
    }

    /**
     * The fewest nodes.
     *
     * @param name the tier
     * @param least so many in any case
     * @param spare so many more
     * @param each what each takes, by how many there are
     * @throws IllegalArgumentException if even the most nodes are not enough
     */
    Tier fewest(String name, int least, int spare, IntFunction<Use> each) {
        String limit = least > MOST_NODES ? "sessions" : "least";
        for (int nodes = Math.max(1, least); nodes <= MOST_NODES; nodes++) {
            Use use = each.apply(nodes);
            String over = over(use);
            if (over.isEmpty()) {
                return new Tier(name, nodes + spare, spare, limit, use);
            }
            limit = over;
        }
        throw new IllegalArgumentException(
                "load: too much for %s, by %s (expected: what %d nodes carry)"
                        .formatted(name, limit, MOST_NODES));
    }

    private String over(Use use) {
        if (use.cores() > full.cores()) {
            return "cores";
        }
        if (use.memory() > full.memory()) {
            return "memory";
        }
        if (use.in() > full.in()) {
            return "network in";
        }
        return use.out() > full.out() ? "network out" : "";
    }
}
