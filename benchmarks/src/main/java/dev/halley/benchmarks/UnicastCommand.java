package dev.halley.benchmarks;

import dev.halley.benchmarks.options.BenchOptions;
import dev.halley.benchmarks.options.ProcessesOption;
import dev.halley.benchmarks.spec.Scenario;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench unicast}: every session a user of its own, pushes to the users in turn. */
@Command(
        name = "unicast",
        mixinStandardHelpOptions = true,
        description = "Every session is a user; pushes go to the users in turn.")
final class UnicastCommand implements Callable<Integer> {

    @Mixin private BenchOptions options = new BenchOptions();

    @Mixin private ProcessesOption processes = new ProcessesOption();

    @Spec private @Nullable CommandSpec command;

    @Override
    public Integer call() throws Exception {
        return new Bench(command, options).run(() -> options.spec(Scenario.UNICAST, 1, processes));
    }
}
