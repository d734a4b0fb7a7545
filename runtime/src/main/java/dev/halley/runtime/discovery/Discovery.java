package dev.halley.runtime.discovery;

import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import java.util.List;
import java.util.function.Consumer;

/**
 * One node's view of the others. Thread-safe. No call blocks on the network: what is not known yet
 * arrives through a watch. A view that can no longer be refreshed stays as it last was.
 */
public interface Discovery extends AutoCloseable {
    /** Announces this node, or announces it again with other facts. */
    void register(NodeAddress self);

    /** Takes back what {@link #register} announced; without that, does nothing. */
    void deregister();

    /**
     * Follows a tier. The consumer is called with the present nodes before this method returns, and
     * with the whole new list at every change, from any thread, one call at a time and in order. It
     * must return soon. Each list is immutable, ordered by name, and includes this node itself.
     */
    Subscription watch(NodeTier tier, Consumer<List<NodeAddress>> onChange);

    /** Deregisters and ends every watch. Closing twice is allowed. */
    @Override
    void close();
}
