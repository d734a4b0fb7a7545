package dev.halley.embedded.redis;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A Redis master with a replica, and Sentinels that watch them: all child processes. When the master
 * is killed, the replica is master within some seconds. Thread-safe.
 */
public final class RedisSentinels implements AutoCloseable {
    /** What the Sentinels call the master. */
    public static final String MASTER = "main";

    private static final int SENTINELS = 3;
    private static final String CONFIGURATION =
            """
            bind %s
            port %d
            dir %s
            sentinel monitor %s %1$s %d 2
            sentinel down-after-milliseconds %4$s 1000
            sentinel failover-timeout %4$s 6000
            """;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final RedisServer first;
    private final RedisServer second;
    private final List<RedisServer> sentinels = new ArrayList<>();

    /** Servers that are not started yet, on free ports, with everything in this folder. */
    public RedisSentinels(Path data) {
        first = new RedisServer(data.resolve("redis-1"), 0);
        second = new RedisServer(data.resolve("redis-2"), 0, RedisSettings.replicaOf(first.port()));
        for (int i = 1; i <= SENTINELS; i++) {
            sentinels.add(sentinel(data.resolve("sentinel-" + i).toAbsolutePath()));
        }
    }

    private RedisServer sentinel(Path folder) {
        int port = LoopbackPort.free();
        return new RedisServer(
                folder,
                port,
                () -> {
                    Path file = folder.resolve("sentinel.conf");
                    write(
                            file,
                            CONFIGURATION.formatted(
                                    LoopbackPort.HOST, port, folder, MASTER, first.port()));
                    String binary = RedisBinary.find(folder.resolve("bin"), false).toString();
                    return List.of(binary, file.toString(), "--sentinel");
                });
    }

    // A Sentinel keeps what it learns in its configuration.
    private static void write(Path file, String text) {
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new EmbeddedServerException("redis: cannot write " + file + ": " + e, e);
        }
    }

    /** Starts all. Blocks until every Sentinel knows the replica and the others. */
    public void start() {
        first.start();
        second.start();
        sentinels.forEach(RedisServer::start);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!sentinels.stream().allMatch(RedisSentinels::knowsAll)) {
            if (System.nanoTime() - end > 0) {
                throw new EmbeddedServerException("redis: the sentinels do not find each other");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean knowsAll(RedisServer sentinel) {
        return RedisTalk.ask(sentinel.port(), "INFO sentinel")
                .contains("slaves=1,sentinels=" + SENTINELS);
    }

    /** The server that is master at first. */
    public RedisServer first() {
        return first;
    }

    /** The server that is its replica at first. */
    public RedisServer second() {
        return second;
    }

    /** {@code redis-sentinel://host:port,host:port/0#master} for clients. */
    public String uri() {
        return sentinels.stream()
                .map(sentinel -> LoopbackPort.HOST + ":" + sentinel.port())
                .collect(Collectors.joining(",", "redis-sentinel://", "/0#" + MASTER));
    }

    @Override
    public void close() {
        sentinels.forEach(RedisServer::close);
        second.close();
        first.close();
    }
}
