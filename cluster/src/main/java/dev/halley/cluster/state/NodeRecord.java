package dev.halley.cluster.state;

import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.process.ProcessMark;
import java.util.Objects;
import java.util.Optional;

/**
 * A node and the process that was last started for it.
 *
 * @param node the node
 * @param asked what was last asked of it
 * @param process its process, if one was started
 */
public record NodeRecord(PlannedNode node, Asked asked, Optional<ProcessMark> process) {
    /** Checks that nothing is missing. */
    public NodeRecord {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(process, "process");
    }

    /** This node when it was asked for something else. */
    public NodeRecord asked(Asked now) {
        return new NodeRecord(node, now, process);
    }

    /** This node with a process that was started for it. */
    public NodeRecord startedAs(ProcessMark started) {
        return new NodeRecord(node, Asked.RUN, Optional.of(started));
    }
}
