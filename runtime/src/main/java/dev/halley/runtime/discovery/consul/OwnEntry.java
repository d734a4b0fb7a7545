package dev.halley.runtime.discovery.consul;

import dev.halley.runtime.discovery.consul.client.CallException;
import dev.halley.runtime.discovery.consul.client.ConsulCalls;
import dev.halley.runtime.node.NodeAddress;
import java.time.Duration;

/** Sees that a registration has taken effect. */
final class OwnEntry {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ConsulCalls calls;

    OwnEntry(ConsulCalls calls) {
        this.calls = calls;
    }

    /**
     * Returns when Consul's servers show this life of the node as passing.
     *
     * @throws CallException also when they do not within 5 s
     */
    void awaitVisible(NodeAddress self) throws CallException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isVisible(self)) {
            if (System.nanoTime() >= end) {
                throw new CallException(
                        CallException.Kind.UNSEEN,
                        "consul does not show this node, although it registered (expected: a token"
                                + " with node:read, and an agent that reaches its servers)");
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private boolean isVisible(NodeAddress self) throws CallException {
        return calls.readConsistently(self.tier()).entries().stream()
                .anyMatch(entry -> entry.passing() && NameClaim.isSame(self, entry.address()));
    }
}
