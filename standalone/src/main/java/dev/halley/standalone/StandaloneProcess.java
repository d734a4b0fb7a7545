package dev.halley.standalone;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.process.FailureText;
import dev.halley.runtime.process.LogBridge;
import dev.halley.runtime.process.ProcessRun;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standalone as a process: says what listens where, and ends in order when a signal comes. */
public final class StandaloneProcess {
    private static final Logger LOG = LoggerFactory.getLogger(StandaloneProcess.class);
    private static final Duration READY_LIMIT = Duration.ofSeconds(30);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);
    private static final Duration CHECK = Duration.ofMillis(10);

    private final StandaloneOptions options;
    private final PrintStream out;

    /** Not started yet; prints to {@code out}. */
    public StandaloneProcess(StandaloneOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs until a signal ends the process. Blocks.
     *
     * @param startedNanos when the process began, for the time that is printed
     * @return the exit code when it could not start; otherwise does not return
     */
    public int run(long startedNanos) {
        int code = runOnce(startedNanos);
        return code == 0 ? ProcessRun.await() : code;
    }

    /**
     * Runs until it is ready. Blocks.
     *
     * @param startedNanos when the process began, for the time that is printed
     * @return the exit code for the process, whose end stops everything
     */
    public int runOnce(long startedNanos) {
        LogBridge.install();
        StandaloneNode node = new StandaloneNode(options);
        try {
            new ProcessRun().start(node::start, () -> stop(node));
        } catch (ConfigException e) {
            e.problems().forEach(System.err::println);
            return 1;
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("start failed");
            System.err.println("halley run: " + FailureText.of(e));
            return 1;
        }
        print(node);
        awaitReady(node, startedNanos);
        return 0;
    }

    private void stop(StandaloneNode node) {
        out.println("stopping");
        node.drainAndStop(DRAIN_LIMIT);
        out.println("stopped");
        out.flush();
    }

    private void print(StandaloneNode node) {
        Map<String, Integer> ports = node.ports();
        String host = options.bind().orElse("127.0.0.1");
        line("clients, TCP", host + ":" + ports.get("comet.tcp"));
        line("clients, WebSocket", "ws://" + host + ":" + ports.get("comet.ws") + "/sub");
        line("push API and page", "http://" + host + ":" + ports.get("logic.rest") + "/");
        line("gRPC of comet", "127.0.0.1:" + ports.get("comet.grpc"));
        line("gRPC of logic", "127.0.0.1:" + ports.get("logic.grpc"));
        line("probes and metrics", "http://" + host + ":" + ports.get("management") + "/metrics");
        line("Kafka", node.kafka().bootstrapServers());
        line("Redis", node.redis().uri());
        line("data", options.data().toAbsolutePath().normalize().toString());
    }

    private void line(String what, String where) {
        out.println(String.format(Locale.ROOT, "%-20s %s", what, where));
    }

    private void awaitReady(StandaloneNode node, long startedNanos) {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        Map<String, String> why = node.whyNotReady();
        while (!why.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(CHECK.toNanos());
            why = node.whyNotReady();
        }
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        out.println(
                why.isEmpty()
                        ? String.format(Locale.ROOT, "ready in %.1f s", seconds)
                        : "not ready: " + why);
        out.flush();
    }
}
