package dev.halley.embedded.consul;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.LoopbackPort;
import dev.halley.embedded.child.Answer;
import dev.halley.embedded.child.ChildServer;
import dev.halley.embedded.child.ChildSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Consul agent as a child of this JVM: a server that is alone, on the loopback address. It ends
 * with the JVM, even when that is killed with -9. It can be stopped or killed and started again on
 * the same ports, with its data or without, which is how tests take Consul away. Starting takes
 * about two seconds. Thread-safe.
 */
public final class ConsulAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsulAgent.class);

    private final ConsulSettings settings;
    private @Nullable ChildServer child;

    /** An agent that is not started yet. */
    public ConsulAgent(ConsulSettings settings) {
        this.settings = settings;
    }

    /**
     * An agent that runs, on free ports and open to all.
     *
     * @param data folder for everything it keeps; made if absent, used again if it has data
     * @throws EmbeddedServerException as {@link #start()}
     */
    public static ConsulAgent start(Path data) {
        return start(ConsulSettings.in(data));
    }

    /**
     * An agent that runs.
     *
     * @throws EmbeddedServerException as {@link #start()}
     */
    public static ConsulAgent start(ConsulSettings settings) {
        ConsulAgent agent = new ConsulAgent(settings);
        agent.start();
        return agent;
    }

    /**
     * Starts, or starts again on the same ports. Blocks until it has a leader and answers. Does
     * nothing while it runs.
     *
     * @throws EmbeddedServerException if a port is in use, the data cannot be used, or there is no
     *     consul on the PATH
     */
    public synchronized void start() {
        if (running()) {
            return;
        }
        for (int port : List.of(port(), settings.serfPort(), settings.serverPort())) {
            LoopbackPort.requireFree("consul", port);
        }
        child =
                ChildServer.start(
                        new ChildSpec(
                                "consul",
                                "consul",
                                settings.data(),
                                ConsulCommand.of(settings),
                                () ->
                                        Answer.serving(
                                                ConsulPing.answers(port(), settings.token()))));
        LOG.atInfo().addKeyValue("port", port()).log("consul started");
    }

    /** Stops it; its data stays. Blocks. Does nothing while it is stopped. */
    public synchronized void stop() {
        if (child != null) {
            child.stop();
            child = null;
            LOG.atInfo().addKeyValue("port", port()).log("consul stopped");
        }
    }

    /** Kills it with -9; its data stays. Blocks. */
    public synchronized void kill() {
        if (child != null) {
            child.kill();
            child = null;
            LOG.atInfo().addKeyValue("port", port()).log("consul killed");
        }
    }

    /**
     * Deletes all it knows; started again, it is as new.
     *
     * @throws IllegalStateException while it runs
     */
    public synchronized void forget() {
        if (running()) {
            throw new IllegalStateException("consul: running (expected: stopped)");
        }
        try {
            deleteAll(ConsulCommand.state(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it was started and its process is there. */
    public synchronized boolean running() {
        return child != null && child.alive();
    }

    /** {@code http://host:port} for clients. */
    public String uri() {
        return "http://" + LoopbackPort.HOST + ":" + port();
    }

    /** The port of its HTTP interface. */
    public int port() {
        return settings.httpPort();
    }

    /** Process id of the agent itself. */
    public synchronized long pid() {
        if (child == null) {
            throw new IllegalStateException("consul: stopped (expected: running)");
        }
        return child.pid();
    }

    @Override
    public void close() {
        stop();
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(folder)) {
            entries = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.delete(entry);
        }
    }
}
