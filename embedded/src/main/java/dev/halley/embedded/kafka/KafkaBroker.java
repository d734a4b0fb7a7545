package dev.halley.embedded.kafka;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.LoopbackPort;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller in this JVM, on the loopback address, alone or one of a cluster.
 * It can be stopped and started again on the same port and folder, which is how tests take Kafka
 * away. Starting takes about two seconds and the broker about 300 MB. Thread-safe.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);
    private static final long START_LIMIT_S = 60;

    private final BrokerSettings settings;
    private final BrokerFolder folder;
    private @Nullable KafkaRaftServer server;

    /**
     * A broker that is not started yet.
     *
     * @param data folder for everything it keeps; made if absent, used again if it has data
     * @param port port to listen on, 0 for a free one, which it then keeps
     */
    public KafkaBroker(Path data, int port) {
        this(data, BrokerSettings.alone(port));
    }

    /**
     * A broker that is not started yet. One of a cluster does not end its start before most of the
     * brokers have begun theirs.
     *
     * @param data folder for everything it keeps; made if absent, used again if it has data
     */
    public KafkaBroker(Path data, BrokerSettings settings) {
        this.folder = new BrokerFolder(data);
        this.settings = settings;
    }

    /**
     * Starts, or starts again. Blocks until the broker answers. Does nothing while it runs.
     *
     * @throws EmbeddedServerException if the port is in use, or the data cannot be used
     */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        LoopbackPort.requireFree("kafka", port());
        folder.prepare(settings);
        KafkaRaftServer starting;
        try {
            starting = new KafkaRaftServer(config(), Time.SYSTEM);
        } catch (RuntimeException e) {
            throw folder.unusable(e);
        }
        startWithin(starting);
        server = starting;
        LOG.atInfo().addKeyValue("port", port()).log("kafka broker started");
    }

    /** Stops in order: what was acknowledged is on disk. Blocks. Does nothing while it is stopped. */
    public synchronized void stop() {
        KafkaRaftServer stopping = server;
        if (stopping != null) {
            server = null;
            stopping.shutdown();
            stopping.awaitShutdown();
            LOG.atInfo().addKeyValue("port", port()).log("kafka broker stopped");
        }
    }

    /** Whether it was started and not stopped since. */
    public synchronized boolean running() {
        return server != null;
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port();
    }

    /** The port it listens on. */
    public int port() {
        return settings.port();
    }

    @Override
    public void close() {
        stop();
    }

    private KafkaConfig config() {
        return new KafkaConfig(settings.properties(folder.logs()), false);
    }

    // Some kinds of damage do not fail the start but leave it waiting for itself.
    private void startWithin(KafkaRaftServer starting) {
        FutureTask<Boolean> start = new FutureTask<>(starting::startup, true);
        Thread thread = new Thread(start, "kafka-start");
        thread.setDaemon(true);
        thread.start();
        try {
            start.get(START_LIMIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            shutDownQuietly(starting);
            throw folder.unusable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            shutDownQuietly(starting);
            throw folder.unusable(e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("kafka: interrupted while starting", e);
        }
    }

    private static void shutDownQuietly(KafkaRaftServer server) {
        try {
            server.shutdown();
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("kafka broker did not shut down cleanly");
        }
    }
}
