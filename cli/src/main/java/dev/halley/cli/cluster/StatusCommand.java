package dev.halley.cli.cluster;

import dev.halley.cluster.ClusterException;
import dev.halley.cluster.status.NodeStatus;
import dev.halley.cluster.status.StatusJson;
import dev.halley.cluster.status.StatusTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code halley cluster status}: how every node is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show every node, its process, how it is and its ports.")
final class StatusCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Option(names = "--json", description = "For programs: an array with an object a node.")
    private boolean json;

    /** Made by picocli. */
    StatusCommand() {}

    @Override
    public Integer call() {
        List<NodeStatus> nodes = which.cluster().status();
        if (json) {
            System.out.println(StatusJson.of(nodes));
        }
        if (nodes.isEmpty()) {
            throw new ClusterException("cluster " + which.name() + " is not up");
        }
        if (!json) {
            StatusTable.of(nodes).forEach(System.out::println);
        }
        return 0;
    }
}
