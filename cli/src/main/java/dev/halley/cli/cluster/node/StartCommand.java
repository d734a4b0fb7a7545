package dev.halley.cli.cluster.node;

import dev.halley.cluster.control.TimeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code halley cluster start}: brings a node back. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Start a node again and wait until it is ready.")
public final class StartCommand extends NodeCommand {
    @Option(names = "--no-wait", description = "Do not wait until it is ready.")
    private boolean noWait;

    /** Made by picocli. */
    public StartCommand() {}

    @Override
    public Integer call() {
        if (noWait) {
            cluster().launch(node());
            System.out.println(node() + " starts");
            return 0;
        }
        System.out.println(node() + " is ready after " + TimeText.of(cluster().start(node())));
        return 0;
    }
}
