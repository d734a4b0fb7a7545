package dev.halley.logic.http;

import dev.halley.logic.config.HttpConfig;
import dev.halley.logic.http.request.Admission;
import dev.halley.logic.http.request.BodyLimits;
import dev.halley.logic.http.request.RequestMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST server of a logic node, on event loops of its own. Its handlers never block; what they
 * wait for comes back to the loop of its request. Started and stopped by one thread.
 */
public final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final Duration DRAIN_LOOK = Duration.ofMillis(10);
    private static final int CHUNK_BYTES = 65536;

    private final HttpConfig config;
    private final Routes routes;
    private final LastRoutes last;
    private final RequestMetrics metrics;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<RestLoop> loops = new CopyOnWriteArrayList<>();
    private @Nullable Vertx vertx;

    /**
     * Makes a server that does not listen yet.
     *
     * @param config its limits
     * @param app tenant of everything asked here
     * @param withPage whether the page is served at the root
     * @param services what the routes ask
     * @param registry where its meters go
     */
    public RestServer(
            HttpConfig config,
            String app,
            boolean withPage,
            RestServices services,
            MeterRegistry registry) {
        this.config = config;
        this.metrics = new RequestMetrics(registry);
        Admission admission =
                new Admission(config.maxPushesInFlight(), config.maxBodyBytesInFlight());
        metrics.connections(connections);
        metrics.admission(admission);
        this.routes =
                new Routes(
                        app, services, new BodyLimits(config.maxBodyBytes(), admission, metrics));
        this.last =
                new LastRoutes(
                        withPage
                                ? Optional.of(new PageRoutes(PageFiles.read("/page")))
                                : Optional.empty());
    }

    private static int loopCount(HttpConfig config) {
        return config.eventLoops() > 0
                ? config.eventLoops()
                : Runtime.getRuntime().availableProcessors();
    }

    // Nothing is served from files: without its cache folder, the node leaves none behind.
    private static VertxOptions vertxOptions(int loops) {
        return new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setPreferNativeTransport(true)
                .setFileSystemOptions(
                        new FileSystemOptions()
                                .setFileCachingEnabled(false)
                                .setClassPathResolvingEnabled(false));
    }

    /**
     * Listens; blocks until it does.
     *
     * @throws IllegalStateException if it cannot, such as when the port is taken
     */
    public void start() {
        Vertx started = Vertx.vertx(vertxOptions(loopCount(config)));
        vertx = started;
        DeploymentOptions instances = new DeploymentOptions().setInstances(loopCount(config));
        try {
            await(started.deployVerticle(this::loop, instances), START_LIMIT);
        } catch (ExecutionException | TimeoutException e) {
            close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String address = config.host() + ":" + config.port();
            throw new IllegalStateException(
                    "halley.logic.http.port: " + address + ": " + cause.getMessage(), cause);
        }
    }

    private RestLoop loop() {
        RestLoop loop =
                new RestLoop(
                        address(),
                        options(),
                        onLoop -> routes.router(onLoop, config, last),
                        new ConnectionGuard(config, connections, metrics),
                        metrics);
        loops.add(loop);
        return loop;
    }

    // One free port that all loops share; plain 0 would be one for each.
    private SocketAddress address() {
        return config.port() == 0
                ? SocketAddress.sharedRandomPort(1, config.host())
                : SocketAddress.inetSocketAddress(config.port(), config.host());
    }

    // HTTP/2 without TLS is off: its streams would need limits of their own.
    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(config.maxRequestLineBytes())
                .setMaxHeaderSize(config.maxHeaderBytes())
                .setMaxChunkSize(CHUNK_BYTES)
                .setTcpNoDelay(true);
    }

    /** The port it listens on; 0 before it does. */
    public int port() {
        return loops.isEmpty() ? 0 : loops.get(0).port();
    }

    /**
     * Serves for a moment more, closing each connection behind its answer, then stops to accept,
     * lets requests at work finish, and closes. Blocks, for about the limit at most.
     */
    public void drainAndStop(Duration limit) {
        loops.forEach(RestLoop::leave);
        Duration half = limit.dividedBy(2);
        awaitNoConnections(config.drainTime().compareTo(half) < 0 ? config.drainTime() : half);
        try {
            await(
                    Future.join(loops.stream().map(loop -> loop.drain(limit)).toList()),
                    limit.plus(CLOSE_LIMIT));
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("requests at work did not finish");
        }
        close();
    }

    private void awaitNoConnections(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (connections.get() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(DRAIN_LOOK.toNanos());
        }
    }

    @Override
    public void close() {
        Vertx started = vertx;
        if (started == null) {
            return;
        }
        vertx = null;
        try {
            await(started.close(), CLOSE_LIMIT);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("rest server did not close");
        }
    }

    private static <T> void await(Future<T> future, Duration limit)
            throws ExecutionException, TimeoutException {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }
}
