package dev.halley.cli.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code halley cluster resume}: the end of a pause. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Have a node go on that was paused.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Parameters(paramLabel = "NODE", description = "Such as comet-1.")
    private String node = "";

    /** Made by picocli. */
    ResumeCommand() {}

    @Override
    public Integer call() {
        which.cluster().resume(node);
        System.out.println(node + " goes on");
        return 0;
    }
}
