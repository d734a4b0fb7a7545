package dev.halley.embedded.redis;

import dev.halley.embedded.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Redis server is told beside where it listens and keeps its data.
 *
 * @param arguments as on its command line
 * @param tls whether it needs a binary that was built with TLS
 */
public record RedisSettings(List<String> arguments, boolean tls) {
    /** Nothing more. */
    public static final RedisSettings NONE = new RedisSettings(List.of(), false);

    /** Copies the arguments. */
    public RedisSettings {
        arguments = List.copyOf(arguments);
    }

    /**
     * A node of a Redis Cluster; {@link RedisClusterFormation} joins it with others.
     *
     * @param timeout after which a node that does not answer is given up by the others
     */
    public static RedisSettings clusterNode(Duration timeout) {
        return NONE.and(
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                String.valueOf(timeout.toMillis()));
    }

    /** A replica of the server on this port of the loopback address. */
    public static RedisSettings replicaOf(int port) {
        return NONE.and("--replicaof", LoopbackPort.HOST, String.valueOf(port));
    }

    /**
     * With this user too.
     *
     * @param rights as in the server's ACLs, such as {@code ~*} and {@code +@all}
     */
    public RedisSettings withUser(String name, String password, List<String> rights) {
        RedisSettings user = and("--user", name, "on", ">" + password);
        return user.and(rights.toArray(String[]::new));
    }

    /** With another port for TLS, where clients need no certificate. */
    public RedisSettings withTls(int port, Path certificate, Path key) {
        RedisSettings more =
                and(
                        "--tls-port",
                        String.valueOf(port),
                        "--tls-cert-file",
                        certificate.toString(),
                        "--tls-key-file",
                        key.toString(),
                        "--tls-auth-clients",
                        "no");
        return new RedisSettings(more.arguments(), true);
    }

    private RedisSettings and(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new RedisSettings(all, tls);
    }
}
