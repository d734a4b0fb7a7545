package dev.halley.logic.http;

import dev.halley.logic.http.request.RejectReason;
import dev.halley.logic.http.request.RequestMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The REST server of one event loop; all of them listen on one port. */
final class RestLoop extends VerticleBase {
    private static final long SWEEP_MS = 500;

    private final SocketAddress address;
    private final HttpServerOptions options;
    private final Function<Vertx, Router> routers;
    private final ConnectionGuard guard;
    private final RequestMetrics metrics;
    private volatile @Nullable HttpServer server;

    /** One loop, with a router and a guard of its own. */
    RestLoop(
            SocketAddress address,
            HttpServerOptions options,
            Function<Vertx, Router> routers,
            ConnectionGuard guard,
            RequestMetrics metrics) {
        this.address = address;
        this.options = options;
        this.routers = routers;
        this.guard = guard;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        Router router = routers.apply(vertx);
        HttpServer listening =
                vertx.createHttpServer(options)
                        .connectionHandler(guard::opened)
                        .requestHandler(request -> handle(router, request))
                        .exceptionHandler(error -> metrics.rejected(RejectReason.BAD_HTTP));
        server = listening;
        vertx.setPeriodic(SWEEP_MS, tick -> guard.sweep(System.nanoTime()));
        return listening.listen(address);
    }

    private void handle(Router router, HttpServerRequest request) {
        if (guard.begun(request)) {
            router.handle(request);
        }
    }

    /** From now on each connection is closed behind its next answer. Any thread. */
    void leave() {
        context.runOnContext(onLoop -> guard.leave());
    }

    /** The port it listens on; 0 before it does. */
    int port() {
        HttpServer listening = server;
        return listening == null ? 0 : listening.actualPort();
    }

    /** Stops to accept, and lets requests at work finish for that long. */
    Future<Void> drain(Duration limit) {
        HttpServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.shutdown(limit);
    }
}
