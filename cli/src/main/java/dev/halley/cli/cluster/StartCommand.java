package dev.halley.cli.cluster;

import dev.halley.cluster.control.TimeText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halley cluster start}: brings a node back. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Start a node again and wait until it is ready.")
final class StartCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Parameters(paramLabel = "NODE", description = "Such as comet-1.")
    private String node = "";

    @Option(names = "--no-wait", description = "Do not wait until it is ready.")
    private boolean noWait;

    /** Made by picocli. */
    StartCommand() {}

    @Override
    public Integer call() {
        if (noWait) {
            which.cluster().launch(node);
            System.out.println(node + " starts");
            return 0;
        }
        System.out.println(node + " is ready after " + TimeText.of(which.cluster().start(node)));
        return 0;
    }
}
