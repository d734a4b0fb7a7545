package dev.halley.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.faults.HaltableNetwork;
import dev.halley.benchmarks.live.Notes;
import dev.halley.benchmarks.live.Terminal;
import dev.halley.benchmarks.load.LostLoadException;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.report.JsonReport;
import dev.halley.benchmarks.measure.report.TextReport;
import dev.halley.benchmarks.measure.report.Told;
import dev.halley.benchmarks.options.BenchOptions;
import dev.halley.benchmarks.options.ReportOptions;
import dev.halley.benchmarks.options.ServerOptions;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.BenchRun;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.steps.StepRunner;
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

    /** A run that may turn out not to be possible. */
    @FunctionalInterface
    interface Run {
        Told run() throws BenchException, IOException, InterruptedException;
    }

    private static final int CANNOT_RUN = 2;
    private static final String CLUSTER = "cluster";

    private final CommandLine command;
    private final ReportOptions report;
    private final ServerOptions server;
    private final Terminal notes;

    Bench(@Nullable CommandSpec command, BenchOptions options) {
        this(command, options.report(), options.server());
    }

    Bench(@Nullable CommandSpec command, ReportOptions report, ServerOptions server) {
        this.command = requireNonNull(command, "command").commandLine();
        this.report = report;
        this.server = server;
        this.notes = Terminal.of(this.command.getErr());
    }

    /** Takes what says how far a run is. */
    Notes notes() {
        return notes;
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
        BenchSpec spec = checked(asked);
        return tell(
                () -> {
                    RunResult result = new BenchRun(spec, notes, steps).run();
                    return new Told(
                            TextReport.of(result), JsonReport.line(result), result.exitCode());
                });
    }

    /** Makes a run and tells what came of it; the exit code of the command. */
    int tell(Run run) throws IOException, InterruptedException {
        PrintWriter out = command.getOut();
        try {
            Told told = run.run();
            if (report.json()) {
                out.println(told.json());
            } else {
                out.print(told.text());
            }
            out.flush();
            return told.exitCode();
        } catch (BenchException | LostLoadException e) {
            note("bench: " + e.getMessage());
            return CANNOT_RUN;
        }
    }

    /** Runs {@code cluster} of the command that this one is part of; what it says is no result. */
    int clusterStep(List<String> words) {
        CommandLine cluster = root().getSubcommands().get(CLUSTER);
        if (cluster == null) {
            note("bench: there is no command cluster here");
            return CANNOT_RUN;
        }
        List<String> arguments = new ArrayList<>(words);
        arguments.add("--name=" + server.clusterName());
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

    private void note(String line) {
        notes.accept(line);
    }
}
