package dev.halley.embedded.redis;

import dev.halley.embedded.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A small Redis Cluster of child processes. Each can be killed and started again. Thread-safe. */
public final class RedisCluster implements AutoCloseable {
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);

    private final List<RedisServer> masters = new ArrayList<>();
    private final List<RedisServer> replicas = new ArrayList<>();

    /**
     * Servers that are not started yet, on free ports.
     *
     * @param data folder for everything they keep
     * @param masters how many share the slots
     * @param replicas how many more there are, given to the masters in turn
     */
    public RedisCluster(Path data, int masters, int replicas) {
        for (int i = 0; i < masters + replicas; i++) {
            int port = RedisClusterFormation.freePort();
            RedisServer server =
                    new RedisServer(
                            data.resolve("redis-" + (i + 1)),
                            port,
                            RedisSettings.clusterNode(NODE_TIMEOUT));
            (i < masters ? this.masters : this.replicas).add(server);
        }
    }

    /** Starts all and makes them a cluster. Blocks until it is whole. */
    public void start() {
        masters.forEach(RedisServer::start);
        replicas.forEach(RedisServer::start);
        RedisClusterFormation.form(ports(masters), ports(replicas));
    }

    /** One of those that were given slots, from 0. */
    public RedisServer master(int index) {
        return masters.get(index);
    }

    /** One of the others, from 0. */
    public RedisServer replica(int index) {
        return replicas.get(index);
    }

    /** {@code redis-cluster://host:port,host:port} for clients. */
    public String uri() {
        return ports(masters).stream()
                .map(port -> LoopbackPort.HOST + ":" + port)
                .collect(Collectors.joining(",", "redis-cluster://", ""));
    }

    private static List<Integer> ports(List<RedisServer> servers) {
        return servers.stream().map(RedisServer::port).toList();
    }

    @Override
    public void close() {
        masters.forEach(RedisServer::close);
        replicas.forEach(RedisServer::close);
    }
}
