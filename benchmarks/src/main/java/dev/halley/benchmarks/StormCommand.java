package dev.halley.benchmarks;

import dev.halley.benchmarks.options.BenchOptions;
import dev.halley.benchmarks.spec.BenchSpec;
import dev.halley.benchmarks.spec.Scenario;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench storm}: all clients are cut at once and come back. */
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        description = {
            "All sessions of a room are cut at once and come back.",
            "Those of a second room are watched. The cut is at a quarter of the measured time."
        })
final class StormCommand implements Callable<Integer> {

    private static final int PROTOCOL = 2;

    @Mixin private BenchOptions options = new BenchOptions();

    @Spec private @Nullable CommandSpec command;

    @Override
    public Integer call() throws Exception {
        return new Bench(command, options).run(this::spec);
    }

    private BenchSpec spec() {
        return options.spec(
                Scenario.BYSTANDERS,
                options.shape(options.sessions() + Scenario.BYSTANDING, 2),
                options.tuning(true),
                options.clients(PROTOCOL));
    }
}
