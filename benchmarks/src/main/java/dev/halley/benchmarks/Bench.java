package dev.halley.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.measure.JsonReport;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.TextReport;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.BenchRun;
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

    int run(Supplier<BenchSpec> asked) throws IOException, InterruptedException {
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        try {
            RunResult result =
                    new BenchRun(spec(asked), line -> note(err, line), this::clusterStep).run();
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

    private BenchSpec spec(Supplier<BenchSpec> asked) {
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
