package dev.halley.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.faults.HaltableNetwork;
import dev.halley.benchmarks.measure.JsonReport;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.TextReport;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.BenchRun;
import dev.halley.benchmarks.scenario.StepRunner;
import dev.halley.benchmarks.spec.BenchSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs a scenario for a command: the result goes to standard output, all else to the error stream. */
final class Bench {

    private static final int CANNOT_RUN = 2;
    private static final String CLUSTER = "cluster";

    private final CommandLine command;
    private final BenchOptions options;

    Bench(@Nullable CommandSpec command, BenchOptions options) {
        this.command = requireNonNull(command, "command").commandLine();
        this.options = options;
    }

    /** Where all is told that is no result. */
    PrintWriter err() {
        return command.getErr();
    }

    int run(Supplier<BenchSpec> asked) throws IOException, InterruptedException {
        return run(asked, this::clusterStep);
    }

    /** The same with sessions that connect through a network that is halted by steps too. */
    int run(Supplier<BenchSpec> asked, HaltableNetwork network)
            throws IOException, InterruptedException {
        return run(
                asked,
                words -> {
                    if (HaltableNetwork.does(words)) {
                        return network.run(words);
                    }
                    if (words.equals(BenchRun.REPAIR)) {
                        network.thawAll();
                    }
                    return clusterStep(words);
                });
    }

    private int run(Supplier<BenchSpec> asked, StepRunner steps)
            throws IOException, InterruptedException {
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        try {
            RunResult result = new BenchRun(checked(asked), line -> note(err, line), steps).run();
            if (options.json) {
                out.println(JsonReport.line(result));
            } else {
                out.print(TextReport.of(result));
            }
            out.flush();
            return result.exitCode();
        } catch (BenchException e) {
            note(err, "bench: " + e.getMessage());
            return CANNOT_RUN;
        }
    }

    /** Runs {@code cluster} of the command that this one is part of; what it says is no result. */
    private int clusterStep(List<String> words) {
        CommandLine cluster = root().getSubcommands().get(CLUSTER);
        if (cluster == null) {
            note(command.getErr(), "bench: there is no command cluster here");
            return CANNOT_RUN;
        }
        List<String> arguments = new ArrayList<>(words);
        arguments.add("--name=" + options.cluster);
        PrintStream out = System.out;
        System.setOut(System.err);
        try {
            return cluster.setOut(command.getErr())
                    .setErr(command.getErr())
                    .execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
    }

    private CommandLine root() {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    /** A value of options; what is wrong with them is wrong usage. */
    <T> T checked(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--" + e.getMessage(), e);
        }
    }

    private static void note(PrintWriter err, String line) {
        err.println(line);
        err.flush();
    }
}
