package dev.halley.cli.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code halley cluster down}: ends everything. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop every node and delete the cluster's data; the logs stay.")
final class DownCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    /** Made by picocli. */
    DownCommand() {}

    @Override
    public Integer call() {
        boolean wasUp = which.cluster().down();
        System.out.println("cluster " + which.name() + (wasUp ? " is down" : " was not up"));
        return 0;
    }
}
