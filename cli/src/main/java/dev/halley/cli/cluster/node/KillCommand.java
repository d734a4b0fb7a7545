package dev.halley.cli.cluster.node;

import picocli.CommandLine.Command;

/** {@code halley cluster kill}: as a crash would end a node. */
@Command(name = "kill", mixinStandardHelpOptions = true, description = "Kill a node with -9.")
public final class KillCommand extends NodeCommand {
    /** Made by picocli. */
    public KillCommand() {}

    @Override
    public Integer call() {
        cluster().kill(node());
        System.out.println(node() + " is killed");
        return 0;
    }
}
