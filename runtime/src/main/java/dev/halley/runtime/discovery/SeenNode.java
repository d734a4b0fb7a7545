package dev.halley.runtime.discovery;

import dev.halley.runtime.node.NodeAddress;
import java.util.Objects;

/**
 * An entry of a registry.
 *
 * @param address the node as it registered
 * @param passing whether it passes its checks; one that does not may be dead
 */
public record SeenNode(NodeAddress address, boolean passing) {
    /** The address must be there. */
    public SeenNode {
        Objects.requireNonNull(address, "address");
    }
}
