package dev.halley.logic.nodes;

import dev.halley.logic.online.Occupancy;
import dev.halley.logic.online.OnlineCounts;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.NodeTier;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The comet nodes that discovery shows, with what is known about their load. Thread-safe, does not
 * block. Without Redis the last counts known are used: where to connect is always answered.
 */
public final class NodeDirectory implements AutoCloseable {
    private static final long COUNTS_WAIT_MS = 200;

    private final OnlineCounts online;
    private final Predicate<String> answers;
    private final Clock clock;
    private final NodeWeights weights = new NodeWeights();
    private final Subscription subscription;
    private volatile View view = new View(List.of(), Instant.EPOCH);
    private volatile Occupancy lastKnown = Occupancy.EMPTY;

    /**
     * Follows the comets until closed.
     *
     * @param answers false for the name of a comet that is known to be silent
     */
    @SuppressWarnings("this-escape")
    public NodeDirectory(
            Discovery discovery, OnlineCounts online, Predicate<String> answers, Clock clock) {
        this.answers = answers;
        this.online = online;
        this.clock = clock;
        this.subscription = discovery.watch(NodeTier.COMET, this::changed);
    }

    private void changed(TierView comets) {
        List<CometEntry> nodes = comets.nodes().stream().map(CometEntry::new).toList();
        view = new View(nodes, clock.instant());
    }

    /** The nodes now, by name. */
    public View view() {
        return view;
    }

    /** Counts of what the nodes hold; never fails. */
    public CompletionStage<Occupancy> counts() {
        return online.now()
                .thenApply(this::keep)
                .toCompletableFuture()
                .thenApply(occupancy -> occupancy)
                .completeOnTimeout(lastKnown, COUNTS_WAIT_MS, TimeUnit.MILLISECONDS)
                .exceptionally(away -> lastKnown);
    }

    private Occupancy keep(Occupancy occupancy) {
        lastKnown = occupancy;
        return occupancy;
    }

    /**
     * Nodes in the order in which a client should try them, at most {@code limit}; empty when none
     * is known. The first of them counts as having one connection more. Never fails.
     *
     * @param region the client's; empty: not known
     * @param regionWeight how much more a node of that region counts
     */
    public CompletionStage<List<CometEntry>> best(String region, double regionWeight, int limit) {
        return counts().thenApply(counts -> order(counts, region, regionWeight, limit));
    }

    private boolean takesClients(CometEntry node) {
        return node.accepting() && answers.test(node.name());
    }

    private List<CometEntry> order(
            Occupancy counts, String region, double regionWeight, int limit) {
        synchronized (weights) {
            weights.counts(counts);
            weights.nodes(view.nodes().stream().filter(this::takesClients).toList());
            List<CometEntry> ordered = weights.order(region, regionWeight);
            return List.copyOf(ordered.subList(0, Math.min(limit, ordered.size())));
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    /**
     * The nodes at one moment.
     *
     * @param nodes by name
     * @param since when the nodes last changed
     */
    public record View(List<CometEntry> nodes, Instant since) {
        /** Copies the list. */
        public View {
            nodes = List.copyOf(nodes);
        }
    }
}
