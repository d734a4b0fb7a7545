package dev.halley.benchmarks;

import dev.halley.benchmarks.accept.AcceptRun;
import dev.halley.benchmarks.accept.AcceptSpec;
import dev.halley.benchmarks.accept.PushRoute;
import dev.halley.benchmarks.options.LengthOptions;
import dev.halley.benchmarks.options.ReportOptions;
import dev.halley.benchmarks.options.ServerOptions;
import dev.halley.benchmarks.spec.Tuning;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench rest}: how many pushes REST accepts, and at what cost. */
@Command(
        name = "rest",
        mixinStandardHelpOptions = true,
        description =
                "Callers push to rooms or users that nobody is in; what counts is the answer.")
final class RestCommand implements Callable<Integer> {

    @Mixin private ServerOptions server = new ServerOptions();

    @Mixin private ReportOptions report = new ReportOptions();

    @Mixin private LengthOptions length = new LengthOptions();

    @Spec private @Nullable CommandSpec command;

    @Option(
            names = "--callers",
            defaultValue = "64",
            description = "Connections, each with one push at a time (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--rate",
            description = {
                "Pushes per second, all together (default: each caller makes the next one as soon",
                "as it has its answer)."
            })
    private @Nullable Double rate;

    @Option(
            names = "--pushes",
            description = "Measured pushes, after which it ends early (default: no bound).")
    private @Nullable Long pushes;

    @Option(
            names = "--target",
            defaultValue = "room",
            description = {
                "room: goim's push/room; mids: goim's push/mids; user: Halley's /v1/push",
                "(default: ${DEFAULT-VALUE})."
            })
    private String target = "room";

    @Option(
            names = "--targets",
            defaultValue = "1000",
            description = "Rooms or users to push to in turn (default: ${DEFAULT-VALUE}).")
    private int targets;

    @Option(
            names = "--payload-bytes",
            defaultValue = "64",
            description = "Bytes of a payload (default: ${DEFAULT-VALUE}).")
    private int payloadBytes;

    @Option(
            names = "--operation",
            defaultValue = "1000",
            description = "Operation of the pushes (default: ${DEFAULT-VALUE}).")
    private int operation;

    @Override
    public Integer call() throws Exception {
        Bench bench = new Bench(command, report, server);
        AcceptRun run = bench.checked(() -> new AcceptRun(spec(), bench.notes()));
        return bench.tell(() -> run.run().told());
    }

    private AcceptSpec spec() {
        return new AcceptSpec(
                server.server(),
                new AcceptSpec.Pushed(PushRoute.of(target), targets, payloadBytes, operation),
                length.length(),
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                pushes == null ? OptionalLong.empty() : OptionalLong.of(pushes),
                new Tuning(1, callers, 1, false).looking(server.intoJvms(), report.mostLateMs()));
    }
}
