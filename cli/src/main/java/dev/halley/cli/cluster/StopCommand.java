package dev.halley.cli.cluster;

import dev.halley.cluster.control.TimeText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code halley cluster stop}: drains a node. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Have a node finish its work and stop.")
final class StopCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Parameters(paramLabel = "NODE", description = "Such as comet-1.")
    private String node = "";

    /** Made by picocli. */
    StopCommand() {}

    @Override
    public Integer call() {
        System.out.println(node + " stopped in " + TimeText.of(which.cluster().stop(node)));
        return 0;
    }
}
