package dev.halley.cli.node;

import dev.halley.logic.bootstrap.LogicMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code halley logic}: one node of the API tier. */
@Command(
        name = "logic",
        mixinStandardHelpOptions = true,
        description = "Run a logic: one node of the API tier.")
public final class LogicCommand implements Callable<Integer> {
    @Mixin private TierOptions options = new TierOptions();

    /** Made by picocli. */
    public LogicCommand() {}

    @Override
    public Integer call() {
        return LogicMain.run(options.config, Mappings.sharedFile());
    }
}
