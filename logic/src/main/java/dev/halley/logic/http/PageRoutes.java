package dev.halley.logic.http;

import dev.halley.logic.http.PageFiles.PageFile;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Serves the page. Browsers keep the files, and ask at every visit whether they are still the same
 * (their names do not change with their content).
 */
final class PageRoutes {
    // Any host may serve the WebSocket: comets stand elsewhere.
    private static final String POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private final PageFiles files;

    /** Serves these files. */
    PageRoutes(PageFiles files) {
        this.files = files;
    }

    /** Adds one route, which passes on what is not a file of the page. */
    void mount(Router router) {
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
    }

    private void serve(RoutingContext routing) {
        Optional<PageFile> file = files.at(routing.normalizedPath());
        if (file.isEmpty()) {
            routing.next();
            return;
        }
        HttpServerResponse response = routing.response();
        response.putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", file.get().etag())
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        if (file.get().etag().equals(routing.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", file.get().contentType());
        if (HttpMethod.HEAD.equals(routing.request().method())) {
            response.putHeader("Content-Length", Integer.toString(file.get().body().length()));
            response.end();
        } else {
            response.end(file.get().body());
        }
    }
}
