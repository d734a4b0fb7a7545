package dev.halley.logic.http;

import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.answer.Failure;
import dev.halley.logic.http.answer.FailureKind;
import dev.halley.logic.http.answer.RequestException;
import dev.halley.logic.http.v1.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left when no family of routes has answered: the OpenAPI document, the page, and what to
 * say when there is nothing. Under {@code /v1} a problem, elsewhere goim's plain text.
 */
final class LastRoutes {
    private static final String V1 = "/v1/";
    private static final Answer NOT_FOUND = Answer.text(404, "404 page not found");

    private final Optional<PageRoutes> page;
    private final Answer openApi = new Answer(200, "application/yaml", resource("/openapi.yaml"));
    private final Problems problems = new Problems();

    /** With the page, or without. */
    LastRoutes(Optional<PageRoutes> page) {
        this.page = page;
    }

    private static Buffer resource(String name) {
        try (InputStream in = LastRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing (expected: on the class path)");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read", e);
        }
    }

    /** Adds them, behind everything else. */
    void mount(Router router) {
        router.get("/openapi.yaml").handler(routing -> send(routing, openApi));
        page.ifPresent(routes -> routes.mount(router));
        router.errorHandler(400, routing -> fail(routing, badRequest()));
        router.errorHandler(403, routing -> fail(routing, originRefused()));
        router.errorHandler(404, routing -> nothingHere(router, routing));
        router.errorHandler(405, routing -> nothingHere(router, routing));
        router.errorHandler(500, routing -> fail(routing, Failure.of(cause(routing))));
    }

    private static Throwable cause(RoutingContext routing) {
        Throwable failure = routing.failure();
        return failure == null ? new IllegalStateException("failed without a cause") : failure;
    }

    private static Failure badRequest() {
        return new Failure(
                FailureKind.INVALID_FIELD,
                "path: not percent-encoded (expected: RFC 3986)",
                Optional.of("path"));
    }

    private static Failure originRefused() {
        return failure(
                FailureKind.ORIGIN_REFUSED, "origin: not let in (expected: one of cors-origins)");
    }

    private void nothingHere(Router router, RoutingContext routing) {
        String path = routing.normalizedPath();
        if (!path.startsWith(V1)) {
            send(routing, NOT_FOUND);
            return;
        }
        Set<String> allowed = methodsAt(router, path);
        if (allowed.isEmpty()) {
            fail(routing, failure(FailureKind.NOT_FOUND, "path: nothing is served here"));
        } else {
            String methods = String.join(", ", allowed);
            routing.response().putHeader("Allow", methods);
            fail(
                    routing,
                    failure(
                            FailureKind.METHOD_NOT_ALLOWED,
                            "method: "
                                    + routing.request().method()
                                    + " (expected: "
                                    + methods
                                    + ")"));
        }
    }

    private static Failure failure(FailureKind kind, String message) {
        return Failure.of(new RequestException(kind, message));
    }

    private static Set<String> methodsAt(Router router, String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && matches(route, path)) {
                route.methods().stream().map(HttpMethod::name).forEach(methods::add);
            }
        }
        return methods;
    }

    private static boolean matches(Route route, String path) {
        String template = route.getPath();
        if (template == null || !template.startsWith(V1)) {
            return false;
        }
        // A template that ends with a slash is one that takes everything below it.
        String pattern = template.replaceAll(":[a-z]+", "[^/]+").replaceAll("/$", "/.+");
        return path.matches(pattern);
    }

    private void fail(RoutingContext routing, Failure failure) {
        send(routing, problems.format(failure));
    }

    private static void send(RoutingContext routing, Answer answer) {
        if (!routing.response().ended()) {
            routing.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.contentType())
                    .end(answer.body());
        }
    }
}
