package dev.halley.cluster.status;

import dev.halley.cluster.plan.PlannedNode;
import dev.halley.cluster.process.ProcessMark;
import dev.halley.cluster.process.ProcessTable;
import dev.halley.cluster.state.Asked;
import dev.halley.cluster.state.ClusterFolder;
import dev.halley.cluster.state.NodeRecord;
import dev.halley.cluster.store.StoreProbe;
import java.util.Optional;

/** Finds out how nodes are. */
public final class NodeProbe {
    private final ClusterFolder folder;

    /** Looks at the nodes of the cluster in this folder. */
    public NodeProbe(ClusterFolder folder) {
        this.folder = folder;
    }

    /** How this node is; blocks some seconds at most. */
    public NodeStatus look(NodeRecord record) {
        PlannedNode node = record.node();
        Optional<ProcessMark> process = record.process().filter(ProcessTable::runs);
        if (process.isEmpty()) {
            return new NodeStatus(node, process, withoutProcess(record), "");
        }
        if (ProcessTable.paused(process.get())) {
            return new NodeStatus(node, process, NodeState.PAUSED, "");
        }
        ManagementProbe.Seen seen =
                node.tier().halley()
                        ? ManagementProbe.look(node.port("management"))
                        : store(node, process.get());
        boolean leaves = record.asked() != Asked.RUN;
        return new NodeStatus(
                node, process, leaves ? NodeState.STOPPING : seen.state(), seen.why());
    }

    private ManagementProbe.Seen store(PlannedNode node, ProcessMark process) {
        boolean serves = StoreProbe.serves(node, process, folder.data(node.name()));
        return new ManagementProbe.Seen(serves ? NodeState.READY : NodeState.STARTING, "");
    }

    private static NodeState withoutProcess(NodeRecord record) {
        return switch (record.asked()) {
            case STOP -> NodeState.STOPPED;
            case DIE -> NodeState.KILLED;
            case RUN -> record.process().isPresent() ? NodeState.DEAD : NodeState.STOPPED;
        };
    }
}
