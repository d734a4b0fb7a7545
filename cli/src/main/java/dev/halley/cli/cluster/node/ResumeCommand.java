package dev.halley.cli.cluster.node;

import picocli.CommandLine.Command;

/** {@code halley cluster resume}: the end of a pause. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Have a node go on that was paused.")
public final class ResumeCommand extends NodeCommand {
    /** Made by picocli. */
    public ResumeCommand() {}

    @Override
    public Integer call() {
        cluster().resume(node());
        System.out.println(node() + " goes on");
        return 0;
    }
}
