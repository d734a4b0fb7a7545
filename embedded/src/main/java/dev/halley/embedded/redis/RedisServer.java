package dev.halley.embedded.redis;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.LoopbackPort;
import dev.halley.embedded.child.Answer;
import dev.halley.embedded.child.ChildServer;
import dev.halley.embedded.child.ChildSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis server as a child of this JVM, on the loopback address, with its append-only file synced
 * every second. It ends with the JVM, even when that is killed with -9. It can be stopped or killed
 * and started again on the same port and folder, which is how tests take Redis away. Thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisServer.class);

    private final Path data;
    private final int port;
    private final Supplier<List<String>> command;
    private final FormerIds kept;
    private List<String> formerIds = List.of();
    private @Nullable ChildServer child;
    // A start that waits until the data is loaded, however long, waits no longer then.
    private final AtomicInteger ending = new AtomicInteger();

    /**
     * A server that is not started yet.
     *
     * @param data folder for everything it keeps; made if absent, used again if it has data
     * @param port port to listen on, 0 for a free one, which it then keeps
     */
    public RedisServer(Path data, int port) {
        this(data, port, RedisSettings.NONE);
    }

    /** The same with more settings. */
    public RedisServer(Path data, int port, RedisSettings settings) {
        this.data = data.toAbsolutePath();
        this.port = port == 0 ? LoopbackPort.free() : port;
        this.command = () -> RedisCommand.of(this.data, this.port, settings);
        this.kept = new FormerIds(this.data);
    }

    RedisServer(Path data, int port, Supplier<List<String>> command) {
        this.data = data;
        this.port = port;
        this.command = command;
        this.kept = new FormerIds(data);
    }

    /**
     * Starts, or starts again. Blocks until the server answers. Does nothing while it runs.
     *
     * @throws EmbeddedServerException if the port is in use, the data cannot be used, or no binary
     *     runs on this machine
     */
    public synchronized void start() {
        if (running()) {
            return;
        }
        LoopbackPort.requireFree("redis", port);
        formerIds = kept.take();
        child =
                ChildServer.start(
                        new ChildSpec(
                                "redis",
                                "redis-server",
                                data,
                                command.get(),
                                () -> ending.get() > 0 ? Answer.GIVEN_UP : RedisPing.ask(port)));
        LOG.atInfo().addKeyValue("port", port).log("redis started");
    }

    /** Stops in order: everything is on disk. Blocks. Does nothing while it is stopped. */
    public void stop() {
        end(this::stopChild);
    }

    private void stopChild() {
        if (child != null) {
            List<String> ids = FormerIds.with(formerIds, info());
            boolean inOrder = child.stop();
            child = null;
            if (inOrder && !ids.isEmpty()) {
                kept.keep(ids);
            }
            LOG.atInfo().addKeyValue("port", port).log("redis stopped");
        }
    }

    /** Kills it with -9, as an accident would: up to a second of writes is lost. Blocks. */
    public void kill() {
        end(this::killChild);
    }

    private void end(Runnable how) {
        ending.incrementAndGet();
        synchronized (this) {
            ending.decrementAndGet();
            how.run();
        }
    }

    private void killChild() {
        if (child != null) {
            child.kill();
            child = null;
            LOG.atInfo().addKeyValue("port", port).log("redis killed");
        }
    }

    /** Whether it was started and its process is there. */
    public synchronized boolean running() {
        return child != null && child.alive();
    }

    /**
     * Runs this once if the server that runs now ends by itself, not by {@link #stop} or {@link
     * #kill}; on a thread of its own.
     */
    public synchronized void onDeath(Runnable then) {
        ChildServer watched = child;
        if (watched != null) {
            watched.onEnd(() -> whenDead(watched, then));
        }
    }

    /** By which it knows its data while it runs: another one after each start. Empty: it says none. */
    public Optional<String> replicationId() {
        return FormerIds.idIn(info());
    }

    /** What it says of itself; nothing, if it does not answer. */
    private String info() {
        try {
            return RedisTalk.ask(port, "INFO");
        } catch (EmbeddedServerException e) {
            return "";
        }
    }

    /**
     * The replication ids before this one, if it was stopped each time with everything on disk: what
     * was written under them is all there. Oldest first.
     */
    public synchronized List<String> formerIds() {
        return formerIds;
    }

    /** {@code redis://host:port} for clients. */
    public String uri() {
        return "redis://" + LoopbackPort.HOST + ":" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Process id of the server itself. */
    public synchronized long pid() {
        if (child == null) {
            throw new IllegalStateException("redis: stopped (expected: running)");
        }
        return child.pid();
    }

    @Override
    public void close() {
        stop();
    }

    private void whenDead(ChildServer dead, Runnable then) {
        synchronized (this) {
            if (child != dead) {
                return;
            }
            child = null;
        }
        then.run();
    }
}
