package dev.halley.cli.cluster.node;

import dev.halley.cli.cluster.ClusterOption;
import dev.halley.cluster.control.LocalCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command on one node. */
abstract class NodeCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Parameters(paramLabel = "NODE", description = "Such as comet-1.")
    private String node = "";

    /** The node's name, as it was given: no node need have it. */
    final String node() {
        return node;
    }

    /** The cluster that the node is in, up or not. */
    final LocalCluster cluster() {
        return which.cluster();
    }
}
