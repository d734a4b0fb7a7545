package dev.halley.benchmarks.compare;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench compare}: what one run needed in times of what another did. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Ratios of two runs' figures, A over B, read from what --json printed.",
            "A file with several runs counts with the median of each figure."
        })
public final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "A.json", description = "What is to be judged.")
    private @Nullable Path a;

    @Parameters(index = "1", paramLabel = "B.json", description = "By what.")
    private @Nullable Path b;

    @Option(
            names = "--force",
            description = "Compare runs of different scenarios or shapes all the same.")
    private boolean force;

    @Option(names = "--json", description = "Print exactly one line of JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec command;

    /** Made by picocli. */
    public CompareCommand() {}

    /** Prints the ratios; what is wrong with the files is wrong usage. */
    @Override
    public Integer call() {
        CommandSpec here = requireNonNull(command, "command");
        try {
            Comparison comparison =
                    Comparison.of(
                            RunFile.read(requireNonNull(a, "a")),
                            RunFile.read(requireNonNull(b, "b")),
                            force);
            CompareReport report = new CompareReport(comparison);
            PrintWriter out = here.commandLine().getOut();
            out.print(json ? report.json() + "\n" : report.text());
            out.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(here.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
