package dev.halley.cli.node;

import dev.halley.standalone.StandaloneOptions;
import dev.halley.standalone.StandaloneProcess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code halley run}: everything in one process. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run all of Halley in one process, with a Kafka and a Redis of its own.")
public final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for everything that is kept (default: .halley/standalone).")
    private @Nullable Path data;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address for clients and callers (default: loopback only).")
    private @Nullable String bind;

    @Option(names = "--config", paramLabel = "FILE", description = "A YAML file.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the configuration; repeatable.")
    private Map<String, String> overrides = Map.of();

    @Option(names = "--once", hidden = true, description = "End when ready.")
    private boolean once;

    /** Made by picocli. */
    public RunCommand() {}

    @Override
    public Integer call() {
        Path folder =
                data == null
                        ? Path.of(System.getProperty("halley.root", "."), ".halley", "standalone")
                        : data;
        StandaloneOptions options =
                new StandaloneOptions(
                        folder, Optional.ofNullable(bind), Optional.ofNullable(config), overrides);
        StandaloneProcess process = new StandaloneProcess(options, System.out);
        return once ? process.runOnce(startedNanos()) : process.run(startedNanos());
    }

    /** When this JVM began; what the launcher built before it does not count. */
    private static long startedNanos() {
        long ageMs =
                System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        return System.nanoTime() - Duration.ofMillis(ageMs).toNanos();
    }
}
