package dev.halley.runtime.redis;

import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.redis.setup.ConnectionSettings;
import dev.halley.runtime.redis.setup.RedisSetup;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * One server, or the master that Sentinels name: they are asked whenever a connection is made, and
 * made anew.
 */
final class ServerTopology implements RedisTopology {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final RedisClient client;
    private final RedisURI uri;
    private final boolean bySentinel;
    private final RedisOptions options;

    ServerTopology(
            ClientResources resources, RedisSetup setup, RedisConfig config, RedisOptions options) {
        this.uri = setup.uris().get(0);
        this.bySentinel = setup.kind() == RedisSetup.Kind.SENTINEL;
        this.options = options;
        this.client = RedisClient.create(resources);
        client.setOptions(ConnectionSettings.ofServer(config));
    }

    @Override
    public CompletionStage<RedisLine> open() {
        return client.connectAsync(options.values().codec(), uri).thenCompose(this::checked);
    }

    private CompletionStage<RedisLine> checked(StatefulRedisConnection<String, String> made) {
        return made.async()
                .info("cluster")
                .thenApply(
                        info -> {
                            if (info.contains("cluster_enabled:1")) {
                                throw new RedisUnusableException(
                                        "is a node of a cluster (halley.redis.uri: redis-cluster://"
                                                + "host:port)");
                            }
                            return (RedisLine)
                                    new ServerLine(made, bySentinel, options.flushByHand());
                        })
                .whenComplete(
                        (line, failure) -> {
                            if (failure != null) {
                                var unused = made.closeAsync();
                            }
                        });
    }

    @Override
    public void shutDown(Duration quiet) {
        client.shutdown(quiet, CLOSE_LIMIT);
    }
}
