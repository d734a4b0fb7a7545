package dev.halley.runtime.process;

import dev.halley.runtime.lifecycle.Node;
import dev.halley.runtime.lifecycle.NodeContext;

/**
 * Makes a tier's node.
 *
 * @param <C> the tier's configuration
 */
@FunctionalInterface
public interface NodeFactory<C> {
    /** A node that is not started yet. */
    Node create(C config, NodeContext context);
}
