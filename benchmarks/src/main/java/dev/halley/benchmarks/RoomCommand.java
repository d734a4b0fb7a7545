package dev.halley.benchmarks;

import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.LoadShape;
import dev.halley.benchmarks.spec.Scenario;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench room}: sessions in rooms, pushes to the rooms in turn. */
@Command(
        name = "room",
        mixinStandardHelpOptions = true,
        description = "Sessions in rooms; pushes go to the rooms in turn.")
final class RoomCommand implements Callable<Integer> {

    @Mixin private BenchOptions options = new BenchOptions();

    @Spec private @Nullable CommandSpec command;

    @Option(
            names = "--rooms",
            defaultValue = "1",
            description = "Rooms to spread the sessions over (default: ${DEFAULT-VALUE}).")
    private int rooms;

    @Override
    public Integer call() throws Exception {
        return new Bench(command, options)
                .run(
                        () ->
                                new BenchSpec(
                                        Scenario.ROOM,
                                        new LoadShape(
                                                options.sessions,
                                                rooms,
                                                options.rate,
                                                options.payloadBytes,
                                                options.operation),
                                        options.length(),
                                        options.server.server(),
                                        options.tuning(),
                                        options.steps(),
                                        options.clients(1)));
    }
}
