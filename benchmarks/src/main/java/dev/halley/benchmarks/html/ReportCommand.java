package dev.halley.benchmarks.html;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.compare.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench report}: runs as a page with plots. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Plots of one run or several, read from what --json printed, as one HTML file.")
public final class ReportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "RUN.json", description = "One file for each color.")
    private List<Path> runs = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to write the page; what is there is replaced.")
    private @Nullable Path out;

    @Spec private @Nullable CommandSpec command;

    /** Made by picocli. */
    public ReportCommand() {}

    /** Writes the page; what is wrong with the files is wrong usage. */
    @Override
    public Integer call() {
        CommandSpec here = requireNonNull(command, "command");
        Path page = requireNonNull(out, "out");
        try {
            List<RunFile> files = runs.stream().map(RunFile::read).toList();
            Files.writeString(page, new HtmlReport(files).html());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(here.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ParameterException(
                    here.commandLine(), "--out: " + page + " (expected: a file to write to)", e);
        }
    }
}
