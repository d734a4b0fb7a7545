package dev.halley.runtime.process;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.TierConfig;
import dev.halley.runtime.config.loading.ConfigLoader;
import dev.halley.runtime.node.NodeTier;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tier as a process of its own: loads the configuration, starts the management endpoint and the
 * node, drains on SIGTERM and SIGINT, and ends with exit code 0; or, when it cannot start or another
 * node has its name, with one clear message and exit code 1.
 *
 * @param <C> the tier's configuration
 */
public final class TierProcess<C extends TierConfig> {
    private static final Logger LOG = LoggerFactory.getLogger(TierProcess.class);

    private final NodeTier tier;
    private final Class<C> mapping;
    private final NodeFactory<C> factory;
    private final int managementPort;

    /**
     * A process that is not started yet.
     *
     * @param mapping the tier's configuration
     * @param managementPort where probes and metrics are when the configuration does not say
     */
    public TierProcess(
            NodeTier tier, Class<C> mapping, NodeFactory<C> factory, int managementPort) {
        this.tier = tier;
        this.mapping = mapping;
        this.factory = factory;
        this.managementPort = managementPort;
    }

    /**
     * Runs until a signal ends the process. Blocks.
     *
     * @param file a YAML file, or null for none
     * @param loader reads it; knows what else may stand in it
     * @return the exit code when it could not start; otherwise does not return
     */
    public int run(@Nullable Path file, ConfigLoader loader) {
        LogBridge.install();
        try {
            TierRun<C> run = new TierRun<>(tier, loader.load(mapping, file, Map.of()));
            ProcessRun process = new ProcessRun();
            process.start(() -> run.start(factory, managementPort, process::fail), run::stop);
            return ProcessRun.await();
        } catch (ConfigException e) {
            e.problems().forEach(System.err::println);
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("start failed");
            System.err.println("halley " + tier.label() + ": " + FailureText.of(e));
        }
        return 1;
    }
}
