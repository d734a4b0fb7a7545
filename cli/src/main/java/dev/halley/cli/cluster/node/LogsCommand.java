package dev.halley.cli.cluster.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code halley cluster logs}: what a node has printed. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Show what a node has printed since the cluster came up.")
public final class LogsCommand extends NodeCommand {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    @Option(names = "-f", description = "Go on with what it prints, until interrupted.")
    private boolean follow;

    /** Made by picocli. */
    public LogsCommand() {}

    @Override
    public Integer call() throws IOException {
        Path log = cluster().log(node());
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
