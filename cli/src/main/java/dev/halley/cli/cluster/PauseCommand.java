package dev.halley.cli.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code halley cluster pause}: as a machine would that hangs. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Halt a node: it keeps its connections and does nothing.")
final class PauseCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Parameters(paramLabel = "NODE", description = "Such as comet-1.")
    private String node = "";

    /** Made by picocli. */
    PauseCommand() {}

    @Override
    public Integer call() {
        which.cluster().pause(node);
        System.out.println(node + " is paused");
        return 0;
    }
}
