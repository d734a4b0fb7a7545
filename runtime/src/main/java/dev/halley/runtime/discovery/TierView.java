package dev.halley.runtime.discovery;

import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.List;
import java.util.Objects;

/**
 * The nodes of a tier, as one node sees them. A frozen view still has nodes that no longer answer:
 * what is not in here is gone, as far as discovery can tell.
 *
 * @param tier whose nodes
 * @param nodes by name, this node itself included where it is of the tier
 * @param known whether discovery has been read, consistently, since this node registered. Before
 *     that, a node that is not in here may well be there
 */
public record TierView(NodeTier tier, List<NodeAddress> nodes, boolean known) {
    /** Copies the list. */
    public TierView {
        Objects.requireNonNull(tier, "tier");
        nodes = List.copyOf(nodes);
    }

    /** That of a node which has not read anything yet. */
    public static TierView unknown(NodeTier tier) {
        return new TierView(tier, List.of(), false);
    }
}
