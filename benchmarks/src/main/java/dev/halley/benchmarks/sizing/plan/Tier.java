package dev.halley.benchmarks.sizing.plan;

/**
 * The nodes of one kind.
 *
 * @param name comet, logic, job, kafka or redis
 * @param nodes how many, with those that may be away
 * @param spare how many may be away
 * @param limit why one less would not do
 * @param each what each of the others takes while the spare ones are away
 */
public record Tier(String name, int nodes, int spare, String limit, Use each) {

    /** Nodes that carry the load when the spare ones are away. */
    public int serving() {
        return nodes - spare;
    }

    /** The same, for another reason. */
    Tier limitedBy(String reason) {
        return new Tier(name, nodes, spare, reason, each);
    }

    /** What all of them take together. */
    public Use together() {
        return each.times(serving());
    }
}
