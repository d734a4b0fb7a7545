package dev.halley.benchmarks.row;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.measure.report.Told;
import dev.halley.benchmarks.options.PeerOptions;
import dev.halley.benchmarks.options.ReportOptions;
import dev.halley.benchmarks.options.ServerOptions;
import dev.halley.benchmarks.row.Contestant.Role;
import dev.halley.benchmarks.row.table.Row;
import dev.halley.benchmarks.row.table.Rows;
import dev.halley.benchmarks.scenario.BenchException;
import dev.halley.benchmarks.spec.Check;
import dev.halley.benchmarks.spec.ServerView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench row}: a row of the table of targets. */
@Command(
        name = "row",
        mixinStandardHelpOptions = true,
        description = {
            "A row of the table of targets: runs its scenario, then its floor, and judges.",
            "With --peer another server takes turns with this one."
        })
public final class RowCommand implements Callable<Integer> {

    private static final int CANNOT_RUN = 2;
    private static final double MS_PER_SECOND = 1_000;
    private static final double LONGEST_PAUSE_SECONDS = 600;
    private static final String TRANSPORT = "--transport";

    @Mixin private ServerOptions server = new ServerOptions();

    @Mixin private PeerOptions peer = new PeerOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    @Parameters(arity = "0..1", paramLabel = "ROW", description = "Which one; see --list.")
    private @Nullable String name;

    @Option(names = "--list", description = "Print the rows, with their targets.")
    private boolean list;

    @Option(
            names = "--turns",
            description = "How often each has its turn, at most 20 (default: 1; with --peer: 2).")
    private @Nullable Integer turns;

    @Option(
            names = "--pause",
            defaultValue = "3",
            paramLabel = "SECONDS",
            description = "Seconds between two runs (default: ${DEFAULT-VALUE}).")
    private double pauseSeconds;

    @Option(
            names = "--seconds",
            description = "Measured seconds, in place of the row's; like --set seconds=S.")
    private @Nullable String seconds;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = {
                "Another value for an option of the row's commands, as --list has them;",
                "repeatable. What is measured is then not the row as it stands, and says so."
            })
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Append the line of JSON of every run, with its command.")
    private @Nullable Path out;

    @Spec private @Nullable CommandSpec command;

    /** Made by picocli. */
    public RowCommand() {}

    /** Runs; 0: every target was met by good runs, 1: not, 2: it could not be run. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine here = requireNonNull(command, "command").commandLine();
        if (list) {
            here.getOut().print(TableText.of(Rows.table()));
            here.getOut().flush();
            return 0;
        }
        try {
            return run(here);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(here, "--" + e.getMessage(), e);
        } catch (BenchException e) {
            note(here, "bench: " + e.getMessage());
            return CANNOT_RUN;
        }
    }

    private int run(CommandLine here) throws BenchException, IOException, InterruptedException {
        RowPlan plan = plan(row(here), changes(here));
        Check.range("pause", pauseSeconds, 0, LONGEST_PAUSE_SECONDS);
        check(plan.row());
        CommandRunner runner =
                new CommandRunner(here.getParent(), Math.round(pauseSeconds * MS_PER_SECOND));
        try (RawLines raw = RawLines.to(Optional.ofNullable(out))) {
            RowResult result =
                    new RowRun(plan, runner, raw::append, line -> note(here, line)).run();
            Told told = new RowReport(result).told();
            here.getOut().print(report.json() ? told.json() + "\n" : told.text());
            here.getOut().flush();
            return told.exitCode();
        }
    }

    private Row row(CommandLine here) {
        if (name == null) {
            throw new ParameterException(here, "row: none (expected: a name, see --list)");
        }
        try {
            return Rows.named(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(here, e.getMessage(), e);
        }
    }

    private Map<String, String> changes(CommandLine here) {
        Map<String, String> changes = new LinkedHashMap<>(set);
        if (seconds != null) {
            changes.put("seconds", seconds);
        }
        OptionSpec transport = here.getParseResult().matchedOption(TRANSPORT);
        if (transport != null) {
            changes.put("transport", transport.originalStringValues().get(0));
        }
        return changes;
    }

    private RowPlan plan(Row asked, Map<String, String> changes) {
        Row row = asked.with(changes);
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(
                new Contestant("halley", Role.HALLEY, words(row.scenario(), server.typed())));
        peer.name()
                .ifPresent(
                        called ->
                                contestants.add(
                                        new Contestant(
                                                called,
                                                Role.PEER,
                                                words(row.scenarioOfPeer(), peer.typed()))));
        row.floor().ifPresent(words -> contestants.add(new Contestant("floor", Role.FLOOR, words)));
        int usual = peer.name().isPresent() ? 2 : 1;
        return new RowPlan(
                row,
                contestants,
                turns == null ? usual : turns,
                changes.entrySet().stream().map(Object::toString).toList());
    }

    private List<String> words(List<String> scenario, List<String> where) {
        List<String> words = new ArrayList<>(scenario);
        if (where.stream().anyMatch(word -> word.startsWith(Row.TRANSPORT))) {
            words.removeIf(word -> word.startsWith(Row.TRANSPORT));
        }
        words.addAll(where);
        words.add("--most-late=" + report.mostLateMs());
        return words;
    }

    private void check(Row row) throws BenchException {
        ServerCheck check = new ServerCheck(row);
        ServerView ours = check.look(server.typed(), "");
        if (peer.name().isPresent()) {
            check.different(ours, check.look(peer.typed(), "peer-"));
        }
    }

    private static void note(CommandLine here, String line) {
        PrintWriter err = here.getErr();
        err.println(line);
        err.flush();
    }
}
