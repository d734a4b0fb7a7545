package dev.halley.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.measure.JsonReport;
import dev.halley.benchmarks.measure.RunResult;
import dev.halley.benchmarks.measure.TextReport;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.scenario.BenchRun;
import dev.halley.benchmarks.spec.BenchSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs a scenario for a command: the result goes to standard output, all else to the error stream. */
final class Bench {

    private static final int CANNOT_RUN = 2;

    private final CommandLine command;
    private final boolean json;

    Bench(@Nullable CommandSpec command, boolean json) {
        this.command = requireNonNull(command, "command").commandLine();
        this.json = json;
    }

    int run(Supplier<BenchSpec> options) throws IOException, InterruptedException {
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        try {
            RunResult result = new BenchRun(spec(options), line -> note(err, line)).run();
            if (json) {
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

    private BenchSpec spec(Supplier<BenchSpec> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--" + e.getMessage(), e);
        }
    }

    private static void note(PrintWriter err, String line) {
        err.println(line);
        err.flush();
    }
}
