package dev.halley.logic.presence;

import dev.halley.runtime.node.NodeAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The way to the comets. Thread-safe; nothing blocks. */
public interface CometContact {
    /**
     * The comets that may be asked from now on.
     *
     * @param comets at most one of a name
     * @param silent names of those that do not answer, and are not to be asked for answers to others
     */
    void follow(List<NodeAddress> comets, Set<String> silent);

    /** Asks a comet that is followed for its instance id; fails when it does not answer in time. */
    CompletionStage<String> ping(String name);
}
