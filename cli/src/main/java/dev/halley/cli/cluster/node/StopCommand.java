package dev.halley.cli.cluster.node;

import dev.halley.cluster.control.TimeText;
import picocli.CommandLine.Command;

/** {@code halley cluster stop}: drains a node. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Have a node finish its work and stop.")
public final class StopCommand extends NodeCommand {
    /** Made by picocli. */
    public StopCommand() {}

    @Override
    public Integer call() {
        System.out.println(node() + " stopped in " + TimeText.of(cluster().stop(node())));
        return 0;
    }
}
