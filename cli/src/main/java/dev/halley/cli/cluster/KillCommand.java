package dev.halley.cli.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code halley cluster kill}: as a crash would end a node. */
@Command(name = "kill", mixinStandardHelpOptions = true, description = "Kill a node with -9.")
final class KillCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Parameters(paramLabel = "NODE", description = "Such as comet-1.")
    private String node = "";

    /** Made by picocli. */
    KillCommand() {}

    @Override
    public Integer call() {
        which.cluster().kill(node);
        System.out.println(node + " is killed");
        return 0;
    }
}
