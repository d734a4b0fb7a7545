package dev.halley.cli.cluster;

import static java.util.Objects.requireNonNull;

import dev.halley.cli.cluster.node.KillCommand;
import dev.halley.cli.cluster.node.LogsCommand;
import dev.halley.cli.cluster.node.PauseCommand;
import dev.halley.cli.cluster.node.ResumeCommand;
import dev.halley.cli.cluster.node.StartCommand;
import dev.halley.cli.cluster.node.StopCommand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code halley cluster}: every tier, Kafka, Redis and Consul as processes of this machine. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Run a cluster of real processes on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            KillCommand.class,
            StopCommand.class,
            StartCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RepairCommand.class,
            RestartCommand.class,
            LogsCommand.class,
            DownCommand.class
        })
public final class ClusterCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    /** Made by picocli. */
    public ClusterCommand() {}

    @Override
    public Integer call() {
        CommandSpec known = requireNonNull(spec, "spec");
        throw new ParameterException(
                known.commandLine(),
                "a command is missing (expected: one of "
                        + String.join(", ", known.subcommands().keySet())
                        + ")");
    }
}
