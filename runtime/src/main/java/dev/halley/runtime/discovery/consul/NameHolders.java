package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.discovery.SeenNode;
import dev.halley.runtime.discovery.consul.client.CallException;
import dev.halley.runtime.discovery.consul.client.ConsulCalls;
import dev.halley.runtime.node.NodeAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds out who else has a node's name. */
final class NameHolders {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(1);

    private final ConsulCalls calls;
    private final HolderProbe probe = new HolderProbe(PROBE_LIMIT);

    NameHolders(ConsulCalls calls) {
        this.calls = calls;
    }

    /**
     * The running node that keeps the name against this one; empty if this one may have it. Blocks.
     *
     * @param registered whether this node has registered already
     */
    Optional<NodeAddress> holder(NodeAddress self, boolean registered) throws CallException {
        return calls.readConsistently(self.tier()).entries().stream()
                .map(SeenNode::address)
                .filter(other -> other.name().equals(self.name()))
                .filter(other -> !NameClaim.isSame(self, other))
                .filter(other -> yields(registered, self, other))
                .findFirst();
    }

    private boolean yields(boolean registered, NodeAddress self, NodeAddress other) {
        return NameClaim.of(registered, self, other, probe.answersAs(other)) == NameClaim.YIELD;
    }

    /** Whether the node, and nobody else, is shown at its name. */
    static boolean isAlone(NodeAddress self, List<SeenNode> entries) {
        List<NodeAddress> named =
                entries.stream()
                        .map(SeenNode::address)
                        .filter(node -> node.name().equals(self.name()))
                        .toList();
        return named.size() == 1 && NameClaim.isSame(self, named.get(0));
    }

    /** What to tell people. */
    static String message(NodeAddress holder) {
        return "halley.node.name: "
                + holder.name()
                + " (expected: a name no other running node has; "
                + holder.hostAndPort()
                + " holds it)";
    }
}
