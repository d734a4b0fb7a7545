package dev.halley.benchmarks;

import dev.halley.benchmarks.options.BenchOptions;
import dev.halley.benchmarks.options.ProcessesOption;
import dev.halley.benchmarks.options.RoomsOption;
import dev.halley.benchmarks.spec.Scenario;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench room}: sessions in rooms, pushes to the rooms in turn. */
@Command(
        name = "room",
        mixinStandardHelpOptions = true,
        description = "Sessions in rooms; pushes go to the rooms in turn.")
final class RoomCommand implements Callable<Integer> {

    @Mixin private BenchOptions options = new BenchOptions();

    @Spec private @Nullable CommandSpec command;

    @Mixin private RoomsOption rooms = new RoomsOption();

    @Mixin private ProcessesOption processes = new ProcessesOption();

    @Override
    public Integer call() throws Exception {
        return new Bench(command, options)
                .run(() -> options.spec(Scenario.ROOM, rooms.rooms(), processes));
    }
}
