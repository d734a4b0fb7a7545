package dev.halley.benchmarks.sizing.asked;

import static java.util.Objects.requireNonNull;

/**
 * What there is to carry a load.
 *
 * @param node each node of comet, logic and job, and each broker
 * @param margin how far they are filled
 * @param stores Kafka and Redis
 */
public record Site(NodeShape node, Margin margin, Stores stores) {

    /** Nothing may be absent. */
    public Site {
        requireNonNull(node, "node");
        requireNonNull(margin, "margin");
        requireNonNull(stores, "stores");
    }
}
