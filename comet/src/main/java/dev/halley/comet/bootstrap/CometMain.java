package dev.halley.comet.bootstrap;

import dev.halley.comet.config.CometNodeConfig;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.process.TierProcess;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A comet as a process of its own. */
public final class CometMain {
    private static final int MANAGEMENT_PORT = 3108;

    private CometMain() {}

    /**
     * Runs a comet until a signal ends the process. Blocks.
     *
     * @param file a YAML file, or null for none
     * @return the exit code when it could not start; otherwise does not return
     */
    public static int run(@Nullable Path file) {
        return new TierProcess<>(
                        NodeTier.COMET, CometNodeConfig.class, CometNode::new, MANAGEMENT_PORT)
                .run(file);
    }

    /** Takes {@code --config FILE}, or nothing. */
    public static void main(String[] args) {
        boolean withFile = args.length == 2 && args[0].equals("--config");
        if (args.length != 0 && !withFile) {
            System.err.println("usage: comet [--config FILE]");
            System.exit(2);
        }
        System.exit(run(withFile ? Path.of(args[1]) : null));
    }
}
