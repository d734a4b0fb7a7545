package dev.halley.runtime.redis;

import dev.halley.runtime.config.RedisConfig;
import dev.halley.runtime.redis.setup.ConnectionSettings;
import dev.halley.runtime.redis.setup.RedisSetup;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A Redis Cluster. Who owns which slots is looked at again every some seconds, and when a redirection
 * or a connection that does not come back hints at a change, at most once a second.
 */
final class ClusterTopology implements RedisTopology {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final RedisClusterClient client;
    private final RedisOptions options;
    private final SlotTags tags = new SlotTags();
    private final Duration limit;
    private final Executor soon;

    ClusterTopology(
            ClientResources resources, RedisSetup setup, RedisConfig config, RedisOptions options) {
        this.options = options;
        this.client = RedisClusterClient.create(resources, setup.uris());
        this.limit = config.timeout();
        this.soon =
                task -> {
                    var unused =
                            resources
                                    .eventExecutorGroup()
                                    .schedule(task, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                };
        client.setOptions(ConnectionSettings.ofCluster(config));
    }

    @Override
    public CompletionStage<RedisLine> open() {
        return client.refreshPartitionsAsync()
                .thenCompose(known -> client.connectAsync(options.values().codec()))
                .thenCompose(
                        connection -> {
                            RedisLine line = new ClusterLine(connection, tags);
                            return usable(line, System.nanoTime() + limit.toNanos());
                        });
    }

    // Connections to masters are made with the first command for each, and that one is refused.
    private CompletionStage<RedisLine> usable(RedisLine line, long untilNanos) {
        return line.probe()
                .handle((answer, failure) -> Optional.ofNullable(failure))
                .thenCompose(
                        failure -> {
                            if (failure.isEmpty()) {
                                return CompletableFuture.completedFuture(line);
                            }
                            if (System.nanoTime() - untilNanos > 0) {
                                var unused = line.close();
                                return CompletableFuture.failedFuture(failure.get());
                            }
                            return CompletableFuture.supplyAsync(() -> line, soon)
                                    .thenCompose(again -> usable(again, untilNanos));
                        });
    }

    @Override
    public void shutDown(Duration quiet) {
        client.shutdown(quiet, CLOSE_LIMIT);
    }
}
