package dev.halley.logic.nodes;

import dev.halley.logic.presence.CometPresence;
import dev.halley.logic.presence.Presence;
import dev.halley.runtime.discovery.Discovery;
import dev.halley.runtime.discovery.Subscription;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All nodes of the cluster and what state they are in, as this logic sees it. Thread-safe; answers
 * from memory.
 */
public final class ClusterNodes implements AutoCloseable {
    private final CometPresence presence;
    private final Subscription logicWatch;
    private final Subscription jobWatch;
    private volatile List<NodeAddress> logics = List.of();
    private volatile List<NodeAddress> jobs = List.of();

    /** Follows logics and jobs until closed. */
    public ClusterNodes(Discovery discovery, CometPresence presence) {
        this.presence = presence;
        this.logicWatch = discovery.watch(NodeTier.LOGIC, view -> logics = view.nodes());
        this.jobWatch = discovery.watch(NodeTier.JOB, view -> jobs = view.nodes());
    }

    /** Comets that discovery shows, by name, then those that it showed and that are not gone. */
    public List<StatedComet> comets() {
        List<StatedComet> comets = new ArrayList<>();
        for (NodeAddress node : presence.shown()) {
            CometEntry entry = new CometEntry(node);
            comets.add(new StatedComet(entry, state(entry)));
        }
        for (Map.Entry<String, NodeAddress> one : presence.leaving().entrySet()) {
            Presence state = presence.of(one.getKey());
            comets.add(new StatedComet(new CometEntry(one.getValue()), state.label()));
        }
        return comets;
    }

    private String state(CometEntry entry) {
        if (!presence.answers(entry.name())) {
            return Presence.LOST.label();
        }
        return entry.accepting() ? "accepting" : "starting";
    }

    /** Logics that discovery shows, by name. */
    public List<NodeAddress> logics() {
        return logics;
    }

    /** Jobs that discovery shows, by name. */
    public List<NodeAddress> jobs() {
        return jobs;
    }

    @Override
    public void close() {
        logicWatch.close();
        jobWatch.close();
    }

    /**
     * A comet and its state.
     *
     * @param entry which comet
     * @param state {@code accepting}, {@code starting}, {@code leaving} or {@code lost}
     */
    public record StatedComet(CometEntry entry, String state) {}
}
