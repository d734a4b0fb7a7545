package dev.halley.cli.cluster.node;

import picocli.CommandLine.Command;

/** {@code halley cluster pause}: as a machine would that hangs. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Halt a node: it keeps its connections and does nothing.")
public final class PauseCommand extends NodeCommand {
    /** Made by picocli. */
    public PauseCommand() {}

    @Override
    public Integer call() {
        cluster().pause(node());
        System.out.println(node() + " is paused");
        return 0;
    }
}
