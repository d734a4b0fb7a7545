package dev.halley.cli.node;

import dev.halley.comet.bootstrap.CometMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code halley comet}: one node of the connection tier. */
@Command(
        name = "comet",
        mixinStandardHelpOptions = true,
        description = "Run a comet: one node of the connection tier.")
public final class CometCommand implements Callable<Integer> {
    @Mixin private TierOptions options = new TierOptions();

    /** Made by picocli. */
    public CometCommand() {}

    @Override
    public Integer call() {
        return CometMain.run(options.config, Mappings.sharedFile());
    }
}
