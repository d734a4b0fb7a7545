package dev.halley.cli.cluster;

import dev.halley.cluster.control.TimeText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code halley cluster repair}: whatever was done to it before. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = "Start and resume what does not run, and wait until all is ready.")
final class RepairCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    /** Made by picocli. */
    RepairCommand() {}

    @Override
    public Integer call() {
        System.out.println("all is ready after " + TimeText.of(which.cluster().repair()));
        return 0;
    }
}
