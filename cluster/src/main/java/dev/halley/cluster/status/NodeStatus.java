package dev.halley.cluster.status;

import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.process.ProcessMark;
import java.util.Optional;

/**
 * How a node is at this moment.
 *
 * @param node which
 * @param process its process, if that runs
 * @param state how it is
 * @param why why it is not ready, where it says so; else empty
 */
public record NodeStatus(
        PlannedNode node, Optional<ProcessMark> process, NodeState state, String why) {}
