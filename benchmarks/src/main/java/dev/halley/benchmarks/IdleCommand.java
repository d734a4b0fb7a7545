package dev.halley.benchmarks;

import dev.halley.benchmarks.options.ConnectOptions;
import dev.halley.benchmarks.sessions.IdleRun;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench idle}: what a session holds that gets nothing. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description =
                "Sessions connect, sit in a room and get nothing; the server's memory per session.")
final class IdleCommand implements Callable<Integer> {

    @Mixin private ConnectOptions options = new ConnectOptions();

    @Spec private @Nullable CommandSpec command;

    @Option(
            names = "--sessions",
            defaultValue = "15000",
            description = {
                "Client sessions, at most 18000 for each process of the harness that holds them",
                "(default: ${DEFAULT-VALUE})."
            })
    private int sessions;

    @Option(
            names = "--dial",
            defaultValue = "64",
            description = "Connections being made at once (default: ${DEFAULT-VALUE}).")
    private int dial;

    @Option(
            names = "--warmup-sessions",
            defaultValue = "0",
            description = {
                "Sessions that connect and leave before the server's memory is first looked at",
                "(default: ${DEFAULT-VALUE})."
            })
    private int warmup;

    @Option(
            names = "--settle",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = {
                "How long memory may take to come to rest, before and after",
                "(default: ${DEFAULT-VALUE})."
            })
    private double settleSeconds;

    @Option(
            names = "--live-heap",
            description = {
                "Look at the live heap of the JVMs among --pid too, each time after a full",
                "collection that they are made to do."
            })
    private boolean liveHeap;

    @Override
    public Integer call() throws Exception {
        Bench bench = new Bench(command, options.report(), options.server());
        IdleRun run =
                bench.checked(
                        () ->
                                new IdleRun(
                                        options.spec(sessions, sessions, warmup, dial),
                                        settleSeconds,
                                        liveHeap,
                                        bench.notes()));
        return bench.tell(() -> run.run().told());
    }
}
