package dev.halley.cli;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.BenchCommand;
import dev.halley.cli.client.ConnectCommand;
import dev.halley.cli.client.PushCommand;
import dev.halley.cli.cluster.ClusterCommand;
import dev.halley.cli.guard.GuardCommand;
import dev.halley.cli.node.CometCommand;
import dev.halley.cli.node.ConfigCommand;
import dev.halley.cli.node.JobCommand;
import dev.halley.cli.node.LogicCommand;
import dev.halley.cli.node.RunCommand;
import dev.halley.runtime.process.ProductVersion;
import dev.halley.simulation.SimulateCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Entry point of every command of {@code ./halley} that runs in Java. */
@Command(
        name = "halley",
        description = "Push middleware: a REST call reaches the right phones and browsers.",
        mixinStandardHelpOptions = true,
        versionProvider = Halley.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The launcher itself adds:",
            "  test [--quick|--cluster]  Build and run the tests; --quick leaves out gates and"
                    + " integration tests, --cluster adds every test on a cluster of processes."
        },
        subcommands = {
            RunCommand.class,
            CometCommand.class,
            LogicCommand.class,
            JobCommand.class,
            PushCommand.class,
            ConnectCommand.class,
            BenchCommand.class,
            SimulateCommand.class,
            ClusterCommand.class,
            ConfigCommand.class,
            Halley.VersionCommand.class
        })
public final class Halley {
    /** Made by {@link #main}. */
    Halley() {}

    /** Runs one command and ends with its exit code: 0 good, 1 failed, 2 wrong usage. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine halley = new CommandLine(new Halley());
        // The harness knows no tier, and this compares one with its floor.
        requireNonNull(halley.getSubcommands().get("bench"), "bench")
                .addSubcommand(new GuardCommand());
        return halley.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Halley::wrongUsage)
                .setExecutionExceptionHandler(Halley::failed);
    }

    // A wrong option is one sentence; a command without anything is answered with the usage.
    private static int wrongUsage(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + wrong.getMessage());
        if (arguments.length == 0) {
            command.usage(command.getErr());
        } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(
                wrong, command.getErr())) {
            command.getErr().println("see " + name + " --help");
        }
        return CommandLine.ExitCode.USAGE;
    }

    // A failure is a message for people; the stack trace is for those who ask for it.
    private static int failed(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + message);
        if (System.getenv("HALLEY_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"halley " + ProductVersion.text() + ", Java " + Runtime.version()};
        }
    }

    /** The version as a command. */
    @Command(
            name = "version",
            mixinStandardHelpOptions = true,
            description = "Print the version of Halley and of Java.")
    static final class VersionCommand implements Callable<Integer> {
        @Override
        public Integer call() {
            for (String line : new Version().getVersion()) {
                System.out.println(line);
            }
            return 0;
        }
    }
}
