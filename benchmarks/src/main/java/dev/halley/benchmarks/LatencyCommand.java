package dev.halley.benchmarks;

import dev.halley.benchmarks.latency.LatencyRun;
import dev.halley.benchmarks.options.BenchOptions;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.Check;
import dev.halley.benchmarks.spec.LoadShape;
import dev.halley.benchmarks.spec.Scenario;
import dev.halley.benchmarks.spec.Server;
import dev.halley.benchmarks.spec.ServerView;
import dev.halley.benchmarks.spec.TimedStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench latency}: lone messages, from REST to a client. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        defaultValueProvider = LatencyCommand.Defaults.class,
        description = {
            "A message now and then to a room: how long each takes from REST to its clients.",
            "With --background while the server is busy with other rooms."
        })
final class LatencyCommand implements Callable<Integer> {

    private static final double MOST_RATE = 20_000;
    private static final int MOST_SESSIONS = 18_000;

    @Mixin private BenchOptions options = new BenchOptions();

    @Spec private @Nullable CommandSpec command;

    @Option(
            names = "--background",
            paramLabel = "RATE",
            description = "Pushes per second to other rooms meanwhile (default: none).")
    private @Nullable Double background;

    @Option(
            names = "--background-sessions",
            defaultValue = "1000",
            description = "Sessions in those rooms (default: ${DEFAULT-VALUE}).")
    private int backgroundSessions;

    @Option(
            names = "--background-rooms",
            defaultValue = "10",
            description = "How many those rooms are (default: ${DEFAULT-VALUE}).")
    private int backgroundRooms;

    @Override
    public Integer call() throws Exception {
        Bench bench = new Bench(command, options);
        LatencyRun run =
                bench.checked(
                        () -> {
                            Server server = options.server().server();
                            return new LatencyRun(
                                    spec(server, options.shape(1), options.steps()),
                                    background(server),
                                    bench::clusterStep,
                                    bench.notes());
                        });
        return bench.tell(() -> run.run().told());
    }

    private Optional<BenchSpec> background(Server server) {
        if (background == null) {
            return Optional.empty();
        }
        Check.range("background", background, 0.1, MOST_RATE);
        Check.range("background-sessions", backgroundSessions, 1, MOST_SESSIONS);
        Check.range("background-rooms", backgroundRooms, 1, backgroundSessions);
        Server unwatched =
                () -> {
                    ServerView view = server.look();
                    return new ServerView(view.peer(), Map.of(), view.managements());
                };
        LoadShape shape = options.shape(backgroundSessions, backgroundRooms, background);
        return Optional.of(spec(unwatched, shape, List.of()));
    }

    private BenchSpec spec(Server server, LoadShape shape, List<TimedStep> steps) {
        return new BenchSpec(
                Scenario.ROOM,
                shape,
                options.length(),
                server,
                options.tuning(),
                steps,
                options.clients(1));
    }

    /** Where this scenario's defaults are not those of the others. */
    static final class Defaults implements IDefaultValueProvider {

        private static final Map<String, String> VALUES =
                Map.of("--sessions", "1", "--seconds", "60");

        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            return argument instanceof OptionSpec option ? VALUES.get(option.longestName()) : null;
        }
    }
}
