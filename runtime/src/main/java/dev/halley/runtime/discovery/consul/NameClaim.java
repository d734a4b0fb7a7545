package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import java.util.Comparator;

/** Who keeps a name that Consul shows another instance at. */
enum NameClaim {
    /** This node: the other one is a life that is over, or has to yield. */
    TAKE,
    /** The other one: this node must end. */
    YIELD;

    // Equal when two nodes started in the same millisecond; then their places decide, the same way
    // on both.
    private static final Comparator<NodeAddress> BY_LIFE =
            Comparator.comparing((NodeAddress node) -> startedAtMs(node))
                    .thenComparing(NodeAddress::hostAndPort)
                    .thenComparing(
                            node -> node.metadata().getOrDefault(NodeMetadata.MANAGEMENT_PORT, ""));

    /**
     * Decides. Who holds a name keeps it against one that comes; of two that both registered, each
     * without having seen the other, the later life keeps it, as every reader of the view has it.
     *
     * @param registered whether this node has registered already
     * @param answers whether a process answers as the other instance
     */
    static NameClaim of(boolean registered, NodeAddress self, NodeAddress other, boolean answers) {
        if (!answers) {
            return TAKE;
        }
        return registered && BY_LIFE.compare(self, other) > 0 ? TAKE : YIELD;
    }

    /** Whether both are the same life of the same node. */
    static boolean isSame(NodeAddress one, NodeAddress other) {
        return BY_LIFE.compare(one, other) == 0;
    }

    private static long startedAtMs(NodeAddress node) {
        return node.instance().map(InstanceId::startedAtMs).orElse(0L);
    }
}
