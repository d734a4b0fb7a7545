package dev.halley.job.presence;

import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The comets that discovery shows, and since when it no longer shows which. As long as discovery has
 * not been read, nobody counts as absent. Owned by one thread.
 */
public final class ShownComets {
    private final Map<String, NodeAddress> nodes = new LinkedHashMap<>();
    private final Map<String, Long> absentSinceNanos = new HashMap<>();
    private boolean known;

    /** What discovery shows now. */
    public void update(TierView view, long nowNanos) {
        known = view.known();
        Map<String, NodeAddress> now = new HashMap<>();
        view.nodes().forEach(node -> now.put(node.name(), node));
        if (known) {
            nodes.keySet().stream()
                    .filter(node -> !now.containsKey(node))
                    .forEach(node -> absentSinceNanos.put(node, nowNanos));
            nodes.keySet().retainAll(now.keySet());
        }
        nodes.putAll(now);
        absentSinceNanos.keySet().removeAll(now.keySet());
    }

    /** Whether discovery has been read since this job registered. */
    public boolean known() {
        return known;
    }

    /** Names of those that are shown. */
    public Collection<String> names() {
        return nodes.keySet();
    }

    /** Which life of this node is shown; null when it is not shown, or the view does not say. */
    public @Nullable InstanceId instance(String node) {
        NodeAddress address = nodes.get(node);
        return address == null ? null : address.instance().orElse(null);
    }

    /** Whether this node has been absent for longer than this. */
    public boolean isAbsent(String node, long forNanos, long nowNanos) {
        Long since = absentSinceNanos.get(node);
        return since != null && nowNanos - since > forNanos;
    }

    /** Nobody asks for this node any more, unless it is shown again. */
    public void forget(String node) {
        absentSinceNanos.remove(node);
    }
}
