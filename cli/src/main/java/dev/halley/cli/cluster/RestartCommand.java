package dev.halley.cli.cluster;

import dev.halley.cluster.control.LocalCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code halley cluster restart}: what an upgrade does. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = "Stop and start logics, then jobs, then comets, one after the other.")
final class RestartCommand implements Callable<Integer> {
    @Mixin private ClusterOption which = new ClusterOption();

    @Option(
            names = "--rolling",
            description = "Each when the one before is ready again; there is no other way.")
    private boolean rolling;

    /** Made by picocli. */
    RestartCommand() {}

    @Override
    public Integer call() {
        which.checked(this::form).restartRolling();
        return 0;
    }

    private LocalCluster form() {
        if (!rolling) {
            throw new IllegalArgumentException("restart: no form (expected: --rolling)");
        }
        return which.cluster();
    }
}
