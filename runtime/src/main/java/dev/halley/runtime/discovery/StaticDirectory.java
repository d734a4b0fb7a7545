package dev.halley.runtime.discovery;

import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The nodes that several {@link StaticDiscovery} of one JVM share: what the configuration lists, and
 * who registered here. Every change reaches every watch. Thread-safe: watches are called under the
 * directory's lock, which is what keeps their calls in order.
 */
public final class StaticDirectory {
    private final Map<NodeTier, Map<String, NodeAddress>> nodes = new EnumMap<>(NodeTier.class);
    private final Map<NodeTier, List<Watch>> watches = new EnumMap<>(NodeTier.class);

    /** A directory with these nodes; a later one replaces an earlier one of its tier and name. */
    public StaticDirectory(List<NodeAddress> configured) {
        for (NodeTier tier : NodeTier.values()) {
            nodes.put(tier, new TreeMap<>());
            watches.put(tier, new ArrayList<>());
        }
        configured.forEach(node -> tier(node.tier()).put(node.name(), node));
    }

    synchronized Optional<NodeAddress> find(NodeTier tier, String name) {
        return Optional.ofNullable(tier(tier).get(name));
    }

    synchronized void put(NodeAddress node) {
        if (!node.equals(tier(node.tier()).put(node.name(), node))) {
            changed(node.tier());
        }
    }

    /** Removes exactly this entry: a node that registered again under the name keeps its own. */
    synchronized void remove(NodeAddress node) {
        if (tier(node.tier()).remove(node.name(), node)) {
            changed(node.tier());
        }
    }

    synchronized Subscription watch(NodeTier tier, Consumer<TierView> onChange) {
        onChange.accept(view(tier));
        Watch watch = new Watch(onChange);
        watches(tier).add(watch);
        return () -> unwatch(tier, watch);
    }

    private synchronized void unwatch(NodeTier tier, Watch watch) {
        watches(tier).removeIf(other -> other == watch);
    }

    private void changed(NodeTier tier) {
        TierView view = view(tier);
        List.copyOf(watches(tier)).forEach(watch -> watch.onChange.accept(view));
    }

    private TierView view(NodeTier tier) {
        return new TierView(tier, List.copyOf(tier(tier).values()), true);
    }

    private Map<String, NodeAddress> tier(NodeTier tier) {
        return nodes.computeIfAbsent(tier, t -> new TreeMap<>());
    }

    private List<Watch> watches(NodeTier tier) {
        return watches.computeIfAbsent(tier, t -> new ArrayList<>());
    }

    /** An object of its own for each watch: one consumer watching twice ends each by itself. */
    private static final class Watch {
        private final Consumer<TierView> onChange;

        Watch(Consumer<TierView> onChange) {
            this.onChange = onChange;
        }
    }
}
