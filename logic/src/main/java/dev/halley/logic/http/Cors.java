package dev.halley.logic.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/** Lets pages of other origins call: those configured, and always the page served here. */
final class Cors implements Handler<RoutingContext> {
    private static final int PREFLIGHT_S = 600;

    private final CorsHandler others;

    /** Lets in these origins; {@code *} among them lets in all. */
    Cors(List<String> origins) {
        CorsHandler handler = CorsHandler.create();
        if (!origins.contains("*")) {
            handler.addOrigins(origins);
        }
        others =
                handler.allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE))
                        .allowedHeaders(
                                Set.of(
                                        "content-type",
                                        "authorization",
                                        "traceparent",
                                        "idempotency-key"))
                        .exposedHeader("retry-after")
                        .maxAgeSeconds(PREFLIGHT_S);
    }

    @Override
    public void handle(RoutingContext routing) {
        if (isOwnPage(routing.request())) {
            routing.next();
        } else {
            others.handle(routing);
        }
    }

    // Browsers name the origin of a POST even to the page's own server.
    private static boolean isOwnPage(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        return origin != null
                && host != null
                && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
