package dev.halley.runtime.redis.setup;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.config.RedisConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EventLoopGroupProvider;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How Lettuce is to behave, in every setup alike. */
public final class ConnectionSettings {
    private static final int MAX_IN_FLIGHT = 65_536;
    private static final Duration FIRST_RETRY = Duration.ofMillis(20);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);
    // Between two looks at the cluster: by the clock, and when something hints at a change.
    private static final Duration TOPOLOGY_PERIOD = Duration.ofSeconds(10);
    private static final Duration TOPOLOGY_PAUSE = Duration.ofSeconds(1);
    private static final int RECONNECTS_BEFORE_LOOK = 3;

    private ConnectionSettings() {}

    /**
     * Threads and pauses of one connector, which shuts them down.
     *
     * @param threads of connections, where they are not its own; it leaves these as they are
     */
    public static ClientResources resources(Optional<EventLoopGroupProvider> threads) {
        ClientResources.Builder resources =
                ClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(
                                Delay.exponential(
                                        FIRST_RETRY, LAST_RETRY, 2, TimeUnit.MILLISECONDS))
                        // Lettuce's own histograms of each command, which nobody reads: a
                        // fiftieth of what a handshake costs logic.
                        .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                        .nettyCustomizer(new FlushTogether());
        threads.ifPresent(resources::eventLoopGroupProvider);
        return resources.build();
    }

    /**
     * For one server, or the master that Sentinels name.
     *
     * @throws ConfigException if a file cannot be read, or half of a pair is missing
     */
    public static ClientOptions ofServer(RedisConfig config) {
        return fill(ClientOptions.builder(), config).build();
    }

    /** For a Redis Cluster; fails as {@link #ofServer}. */
    public static ClusterClientOptions ofCluster(RedisConfig config) {
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        fill(options, config);
        return options.topologyRefreshOptions(
                        ClusterTopologyRefreshOptions.builder()
                                .enablePeriodicRefresh(TOPOLOGY_PERIOD)
                                .adaptiveRefreshTriggersTimeout(TOPOLOGY_PAUSE)
                                .refreshTriggersReconnectAttempts(RECONNECTS_BEFORE_LOOK)
                                .build())
                .build();
    }

    private static ClientOptions.Builder fill(ClientOptions.Builder options, RedisConfig config) {
        return options.autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true)
                .requestQueueSize(MAX_IN_FLIGHT)
                .timeoutOptions(TimeoutOptions.enabled(config.timeout()))
                .sslOptions(tls(config))
                .socketOptions(
                        SocketOptions.builder()
                                .connectTimeout(config.timeout())
                                .keepAlive(true)
                                .build());
    }

    private static SslOptions tls(RedisConfig config) {
        checkFiles(config);
        SslOptions.Builder tls = SslOptions.builder().jdkSslProvider();
        config.caFile().map(File::new).ifPresent(tls::trustManager);
        config.certFile()
                .ifPresent(
                        cert ->
                                tls.keyManager(
                                        new File(cert),
                                        new File(config.keyFile().orElseThrow()),
                                        new char[0]));
        return tls.build();
    }

    private static void checkFiles(RedisConfig config) {
        List<String> problems = new ArrayList<>();
        check("halley.redis.ca-file", config.caFile(), problems);
        check("halley.redis.cert-file", config.certFile(), problems);
        check("halley.redis.key-file", config.keyFile(), problems);
        if (config.certFile().isPresent() != config.keyFile().isPresent()) {
            problems.add(
                    "halley.redis.cert-file: %s (expected: together with halley.redis.key-file)"
                            .formatted(config.certFile().orElse("not set")));
        }
        if (config.username().isPresent() && config.password().isEmpty()) {
            problems.add(
                    "halley.redis.username: %s (expected: together with halley.redis.password)"
                            .formatted(config.username().get()));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static void check(String key, Optional<String> file, List<String> problems) {
        file.filter(path -> !Files.isReadable(Path.of(path)))
                .ifPresent(
                        path -> problems.add(key + ": " + path + " (expected: a readable file)"));
    }
}
