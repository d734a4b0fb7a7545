package dev.halley.benchmarks;

import dev.halley.benchmarks.options.ConnectOptions;
import dev.halley.benchmarks.sessions.HandshakeRun;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench handshake}: what connecting costs. */
@Command(
        name = "handshake",
        mixinStandardHelpOptions = true,
        description = {
            "Sessions connect, authenticate and leave, as fast as --dial at once allow.",
            "The server's CPU per handshake, and how long each took."
        })
final class HandshakeCommand implements Callable<Integer> {

    @Mixin private ConnectOptions options = new ConnectOptions();

    @Spec private @Nullable CommandSpec command;

    @Option(
            names = "--sessions",
            defaultValue = "20000",
            description = "Handshakes, at most 100000 (default: ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(
            names = "--dial",
            defaultValue = "512",
            description = "Connections being made at once (default: ${DEFAULT-VALUE}).")
    private int dial;

    @Option(
            names = "--warmup-sessions",
            defaultValue = "2000",
            description = "Handshakes before the measured ones (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Override
    public Integer call() throws Exception {
        Bench bench = new Bench(command, options.report(), options.server());
        HandshakeRun run =
                bench.checked(
                        () ->
                                new HandshakeRun(
                                        options.spec(sessions, 1, warmup, dial), bench.notes()));
        return bench.tell(() -> run.run().told());
    }
}
