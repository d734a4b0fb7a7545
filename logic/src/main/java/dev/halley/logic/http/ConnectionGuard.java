package dev.halley.logic.http;

import dev.halley.logic.config.HttpConfig;
import dev.halley.logic.http.request.RejectReason;
import dev.halley.logic.http.request.RequestMetrics;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connections of one event loop within their times; their number is kept over all loops.
 * One coarse sweep looks at where each connection is, so a request costs no timer. Used on its
 * event loop only.
 *
 * <pre>
 *   HEAD (idle timeout) -> BODY (body timeout) -> ANSWER (request timeout) -> HEAD
 * </pre>
 *
 * Bytes that trickle in do not help a caller: only a whole head, body or answer does.
 */
final class ConnectionGuard {
    private enum Phase {
        HEAD,
        BODY,
        ANSWER
    }

    private final HttpConfig config;
    private final AtomicInteger open;
    private final RequestMetrics metrics;
    private final Map<HttpConnection, Watched> connections = new HashMap<>();
    private boolean leaving;

    /** Guards one loop; {@code open} counts the connections of all of them. */
    ConnectionGuard(HttpConfig config, AtomicInteger open, RequestMetrics metrics) {
        this.config = config;
        this.open = open;
        this.metrics = metrics;
    }

    /** A connection is there; over the limit, it is closed at once. */
    void opened(HttpConnection connection) {
        if (open.incrementAndGet() > config.maxConnections()) {
            open.decrementAndGet();
            metrics.rejected(RejectReason.CONNECTIONS);
            connection.close();
            return;
        }
        connections.put(connection, new Watched(System.nanoTime()));
        PipelineFaults.watch(connection, metrics);
        connection.closeHandler(closed -> closed(connection));
    }

    private void closed(HttpConnection connection) {
        if (connections.remove(connection) != null) {
            open.decrementAndGet();
        }
    }

    /** A request's head is read. False: the connection is not to be served, and is closing. */
    boolean begun(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        Watched watched = connections.get(connection);
        if (watched == null) {
            return false;
        }
        watched.begun(request);
        if (leaving) {
            partAfter(request);
        }
        return true;
    }

    /** The node goes down: each connection is closed behind the answer it waits for, or its next. */
    void leave() {
        leaving = true;
        connections.values().forEach(watched -> watched.current().ifPresent(this::partAfter));
    }

    // The caller is told with its answer, so it does not send into a connection that is closing.
    private void partAfter(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!response.headWritten()) {
            response.putHeader("Connection", "close");
        }
        response.endHandler(sent -> request.connection().close());
    }

    /** Closes what has taken too long; to be called about every second. */
    void sweep(long nowNanos) {
        for (Map.Entry<HttpConnection, Watched> entry : List.copyOf(connections.entrySet())) {
            Watched watched = entry.getValue();
            Phase phase = watched.phase(nowNanos);
            if (nowNanos - watched.since > limitNanos(phase)) {
                reject(entry.getKey(), reason(phase));
            }
        }
    }

    private void reject(HttpConnection connection, RejectReason reason) {
        metrics.rejected(reason);
        closed(connection);
        connection.close();
    }

    private long limitNanos(Phase phase) {
        return switch (phase) {
            case HEAD -> config.idleTimeout().toNanos();
            case BODY -> config.bodyTimeout().toNanos();
            case ANSWER -> config.requestTimeout().toNanos();
        };
    }

    private static RejectReason reason(Phase phase) {
        return switch (phase) {
            case HEAD -> RejectReason.IDLE;
            case BODY -> RejectReason.BODY_TOO_SLOW;
            case ANSWER -> RejectReason.REQUEST_TOO_SLOW;
        };
    }

    private static final class Watched {
        private @Nullable HttpServerRequest request;
        private long since;

        Watched(long since) {
            this.since = since;
        }

        void begun(HttpServerRequest next) {
            request = next;
            since = System.nanoTime();
        }

        /** The request that is not answered yet. */
        Optional<HttpServerRequest> current() {
            return Optional.ofNullable(request).filter(one -> !one.response().ended());
        }

        // The end of an answer is noticed at the sweep after it: soon enough for an idle time.
        Phase phase(long nowNanos) {
            HttpServerRequest current = request;
            if (current == null) {
                return Phase.HEAD;
            }
            if (current.response().ended()) {
                request = null;
                since = nowNanos;
                return Phase.HEAD;
            }
            return current.isEnded() ? Phase.ANSWER : Phase.BODY;
        }
    }
}
