package dev.halley.benchmarks.row;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Makes runs by the commands of {@code bench}, in this process, one after the other. */
final class CommandRunner implements RowRun.Runner {

    private static final int CANNOT_RUN = 2;

    private final CommandLine bench;
    private final long pauseMillis;
    private boolean begun;

    /**
     * A runner.
     *
     * @param bench whose subcommands make the runs
     * @param pauseMillis before every run but the first: the server of the last one ends its
     *     sessions meanwhile
     */
    CommandRunner(CommandLine bench, long pauseMillis) {
        this.bench = bench;
        this.pauseMillis = pauseMillis;
    }

    @Override
    public Optional<String> run(List<String> words) throws InterruptedException {
        if (begun) {
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
        }
        begun = true;
        CommandLine scenario =
                requireNonNull(bench.getSubcommands().get(words.get(0)), words.get(0));
        List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
        arguments.add("--json");
        StringWriter told = new StringWriter();
        int exit =
                scenario.setOut(new PrintWriter(told, true))
                        .setErr(bench.getErr())
                        .execute(arguments.toArray(String[]::new));
        String line = told.toString().strip();
        return exit == CANNOT_RUN || line.isEmpty() ? Optional.empty() : Optional.of(line);
    }
}
