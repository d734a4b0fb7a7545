package dev.halley.runtime.discovery;

import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One node's view of the others. Thread-safe. Calls do not wait for the network, unless they say so:
 * what is not known yet arrives through a watch. A view that can no longer be refreshed stays as it
 * last was.
 */
public interface Discovery extends AutoCloseable {
    /**
     * The latest life of a node that is remembered, running or not; empty if none is, or that
     * cannot be told. Blocks for some seconds at most.
     */
    default Optional<InstanceId> lastLife(NodeTier tier, String name) {
        return Optional.empty();
    }

    /** Announces this node, or announces it again with other facts. */
    void register(NodeAddress self);

    /**
     * Takes back what {@link #register} announced; without that, does nothing. Waits until that is
     * done, two seconds at most.
     */
    void deregister();

    /**
     * Follows a tier. The consumer is called with the present view before this method returns, and
     * with the whole new one at every change, from any thread, one call at a time and in order. It
     * must return soon.
     */
    Subscription watch(NodeTier tier, Consumer<TierView> onChange);

    /**
     * Why this node is not found by the others, or does not know them, in words for people; empty
     * when all is well. Answers from memory.
     */
    Optional<String> whyNotReady();

    /** Deregisters and ends every watch. Closing twice is allowed. */
    @Override
    void close();
}
