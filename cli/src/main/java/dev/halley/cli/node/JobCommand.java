package dev.halley.cli.node;

import dev.halley.job.bootstrap.JobMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code halley job}: one node of the fan-out tier. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        description = "Run a job: one node of the fan-out tier.")
public final class JobCommand implements Callable<Integer> {
    @Mixin private TierOptions options = new TierOptions();

    /** Made by picocli. */
    public JobCommand() {}

    @Override
    public Integer call() {
        return JobMain.run(options.config, Mappings.sharedFile());
    }
}
