package dev.halley.runtime.redis.setup;

import dev.halley.runtime.config.RedisConfig;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where Redis is, out of its URI.
 *
 * @param kind what is there
 * @param uris where to begin: one, or with Redis Cluster several of its nodes
 */
public record RedisSetup(Kind kind, List<RedisURI> uris) {
    /** What Redis is set up as. */
    public enum Kind {
        /** One server. */
        SINGLE,
        /** A master that Sentinels name. */
        SENTINEL,
        /** Several masters that share the keys. */
        CLUSTER
    }

    private static final String CLUSTER = "-cluster://";
    private static final String SENTINEL = "-sentinel://";

    /** Copies the list. */
    public RedisSetup {
        uris = List.copyOf(uris);
    }

    /** Out of the configuration; the name is shown by Redis as the client's. */
    public static RedisSetup of(RedisConfig config, String clientName) {
        String uri = config.uri().strip();
        Kind kind =
                uri.contains(CLUSTER)
                        ? Kind.CLUSTER
                        : uri.contains(SENTINEL) ? Kind.SENTINEL : Kind.SINGLE;
        Stream<String> each = kind == Kind.CLUSTER ? nodes(uri) : Stream.of(uri);
        return new RedisSetup(
                kind, each.map(one -> complete(RedisURI.create(one), config, clientName)).toList());
    }

    // Every node of a cluster as if it were alone.
    private static Stream<String> nodes(String uri) {
        int schemeEnd = uri.indexOf(CLUSTER);
        String rest = uri.substring(schemeEnd + CLUSTER.length());
        int userEnd = rest.lastIndexOf('@') + 1;
        String begin = uri.substring(0, schemeEnd) + "://" + rest.substring(0, userEnd);
        return Stream.of(rest.substring(userEnd).replace("/", "").split(",", -1))
                .map(node -> begin + node);
    }

    private static RedisURI complete(RedisURI uri, RedisConfig config, String clientName) {
        config.password().ifPresent(password -> authenticate(uri, config, password));
        uri.setTimeout(config.timeout());
        uri.setClientName(clientName);
        uri.setVerifyPeer(verify(config));
        for (RedisURI sentinel : uri.getSentinels()) {
            sentinel.setTimeout(config.timeout());
            sentinel.setSsl(uri.isSsl());
            sentinel.setVerifyPeer(verify(config));
            config.sentinelPassword()
                    .ifPresent(password -> sentinel.setAuthentication(password.toCharArray()));
        }
        return uri;
    }

    private static void authenticate(RedisURI uri, RedisConfig config, String password) {
        config.username()
                .ifPresentOrElse(
                        user -> uri.setAuthentication(user, password.toCharArray()),
                        () -> uri.setAuthentication(password.toCharArray()));
    }

    private static SslVerifyMode verify(RedisConfig config) {
        return switch (config.verifyPeer()) {
            case FULL -> SslVerifyMode.FULL;
            case CA -> SslVerifyMode.CA;
            case NONE -> SslVerifyMode.NONE;
        };
    }

    /** The addresses without user and password, for messages. */
    public String address() {
        Stream<RedisURI> servers =
                kind == Kind.SENTINEL ? uris.get(0).getSentinels().stream() : uris.stream();
        return servers.map(uri -> uri.getHost() + ":" + uri.getPort())
                .collect(Collectors.joining(","));
    }
}
