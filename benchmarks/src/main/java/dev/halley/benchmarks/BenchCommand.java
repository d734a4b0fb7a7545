package dev.halley.benchmarks;

import dev.halley.benchmarks.compare.CompareCommand;
import dev.halley.benchmarks.floor.FloorCommand;
import dev.halley.benchmarks.html.ReportCommand;
import dev.halley.benchmarks.row.RowCommand;
import dev.halley.benchmarks.sizing.SizeCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bench}: measures a server that speaks goim's protocol. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a server that speaks goim's protocol, on loopback.",
        subcommands = {
            RoomCommand.class,
            UnicastCommand.class,
            DropsCommand.class,
            StormCommand.class,
            FaultsCommand.class,
            FloorCommand.class,
            LatencyCommand.class,
            RestCommand.class,
            IdleCommand.class,
            HandshakeCommand.class,
            SizeCommand.class,
            RowCommand.class,
            CompareCommand.class,
            ReportCommand.class
        })
public final class BenchCommand implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    /** Made by picocli. */
    public BenchCommand() {}

    /** Without a scenario there is nothing to run: says so. */
    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "bench: no scenario (expected: one of %s)"
                            .formatted(String.join(", ", spec.subcommands().keySet())));
        }
    }
}
