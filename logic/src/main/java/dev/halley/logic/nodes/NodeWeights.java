package dev.halley.logic.nodes;

import dev.halley.logic.online.Occupancy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts comet nodes in the order in which a client should try them: goim's weighting (its
 * internal/logic/balancer.go). A node's weight is its configured share, raised in the client's own
 * region, corrected by how far its share of all connections is off. goim counts that share by half
 * only; then a node of three times the weight of another gets every client, so here it counts in
 * full, and connections settle in proportion to the weights.
 *
 * <p>The node put first counts as having one connection more until the next count comes in, so a
 * rush of clients between two counts is spread too. Not thread-safe.
 */
final class NodeWeights {
    private List<CometEntry> nodes = List.of();
    private Occupancy counted = Occupancy.EMPTY;
    private final Map<String, Integer> chosen = new HashMap<>();

    /** Takes over what discovery shows. */
    void nodes(List<CometEntry> present) {
        nodes = present;
    }

    /** Takes over a count; one that is known already changes nothing. */
    void counts(Occupancy occupancy) {
        if (counted != occupancy) {
            counted = occupancy;
            chosen.clear();
        }
    }

    /** Nodes that take clients, best first; the first one counts as chosen. */
    List<CometEntry> order(String region, double regionWeight) {
        long totalWeight = nodes.stream().mapToLong(CometEntry::weight).sum();
        long totalConnections = nodes.stream().mapToLong(this::connections).sum();
        List<Ranked> ranked = new ArrayList<>(nodes.size());
        for (CometEntry node : nodes) {
            if (node.weight() > 0) {
                double gain = region.isEmpty() || !region.equals(node.region()) ? 1 : regionWeight;
                double own = node.weight() * gain;
                double total = totalWeight + own - node.weight();
                long connections = connections(node);
                ranked.add(
                        new Ranked(
                                node,
                                current(own, total, connections, totalConnections),
                                connections / own));
            }
        }
        ranked.sort(Ranked.BEST_FIRST);
        if (!ranked.isEmpty()) {
            chosen.merge(ranked.get(0).node().name(), 1, Integer::sum);
        }
        return ranked.stream().map(Ranked::node).toList();
    }

    private long connections(CometEntry node) {
        return (long) counted.node(node.name()).sessions() + chosen.getOrDefault(node.name(), 0);
    }

    private static long current(double own, double total, long connections, long all) {
        if (all == 0) {
            return Math.round(own);
        }
        double off = own / total - (double) connections / all;
        // As goim rounds: halves go down.
        long current = (long) (own + Math.ceil(off * all - 0.5));
        return off < 0 ? Math.max(1, current) : current;
    }

    private record Ranked(CometEntry node, long weight, double load) {
        static final Comparator<Ranked> BEST_FIRST =
                Comparator.comparingLong(Ranked::weight)
                        .reversed()
                        .thenComparingDouble(Ranked::load)
                        .thenComparing(ranked -> ranked.node().name());
    }
}
