package dev.halley.logic.http.request;

import dev.halley.logic.http.answer.FailureFormat;
import dev.halley.logic.http.request.RequestMetrics.RouteMeters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;

/** Adds one family of routes to a router, each with its meters and its way to word failures. */
public final class Endpoints {
    private final Router router;
    private final FailureFormat failures;
    private final BodyLimits limits;

    /** A family that fails in this format. */
    public Endpoints(Router router, FailureFormat failures, BodyLimits limits) {
        this.router = router;
        this.failures = failures;
        this.limits = limits;
    }

    /** Serves GET; the handler runs on the event loop and must answer, now or later. */
    public void get(String template, Consumer<Exchange> handler) {
        plain(HttpMethod.GET, template, handler);
    }

    /** Serves DELETE in the same way. */
    public void delete(String template, Consumer<Exchange> handler) {
        plain(HttpMethod.DELETE, template, handler);
    }

    /** Serves POST in the same way, once the body is read. */
    public void post(String template, Consumer<Exchange> handler) {
        withBody(HttpMethod.POST, template, handler);
    }

    /** Serves DELETE in the same way as POST. */
    public void deleteWithBody(String template, Consumer<Exchange> handler) {
        withBody(HttpMethod.DELETE, template, handler);
    }

    private void withBody(HttpMethod method, String template, Consumer<Exchange> handler) {
        RouteMeters meters = limits.metrics().route(method.name(), template);
        router.route(method, template)
                .handler(
                        routing -> {
                            Exchange exchange = new Exchange(routing, failures, meters);
                            BodyReader.read(exchange, limits, () -> handler.accept(exchange));
                        });
    }

    private void plain(HttpMethod method, String template, Consumer<Exchange> handler) {
        RouteMeters meters = limits.metrics().route(method.name(), template);
        router.route(method, template)
                .handler(
                        routing -> {
                            Exchange exchange = new Exchange(routing, failures, meters);
                            exchange.attempt(() -> handler.accept(exchange));
                        });
    }
}
