package dev.halley.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halley cluster logs}: what a node has printed. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Show what a node has printed since the cluster came up.")
final class LogsCommand implements Callable<Integer> {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    @Mixin private ClusterOption which = new ClusterOption();

    @Parameters(paramLabel = "NODE", description = "Such as comet-1.")
    private String node = "";

    @Option(names = "-f", description = "Go on with what it prints, until interrupted.")
    private boolean follow;

    /** Made by picocli. */
    LogsCommand() {}

    @Override
    public Integer call() throws IOException {
        Path log = which.cluster().log(node);
        try (InputStream in = Files.newInputStream(log)) {
            OutputStream out = System.out;
            in.transferTo(out);
            out.flush();
            while (follow && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(PAUSE_NANOS);
                in.transferTo(out);
                out.flush();
            }
        }
        return 0;
    }
}
