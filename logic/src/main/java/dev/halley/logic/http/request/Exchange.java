package dev.halley.logic.http.request;

import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.answer.Failure;
import dev.halley.logic.http.answer.FailureFormat;
import dev.halley.logic.http.answer.FailureKind;
import dev.halley.logic.http.request.RequestMetrics.RouteMeters;
import dev.halley.logic.push.Traceparent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its one answer. Lives on the request's event loop: handlers run there, and what
 * they wait for comes back to it.
 *
 * <pre>
 *   head read -> [body read] -> handler -> (waits) -> answered
 *        \____________\___________\___________\-----> caller gone (status 499)
 * </pre>
 */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int CALLER_GONE = 499;
    private static final String RETRY_AFTER_S = "1";

    private final RoutingContext routing;
    private final Context loop;
    private final FailureFormat failures;
    private final RouteMeters meters;
    private final long startedAt = System.nanoTime();
    private @Nullable Parameters query;
    private Buffer body = Buffer.buffer();
    private Runnable whenOver = () -> {};
    private Future<Void> sent = Future.succeededFuture();
    private boolean over;

    /** Begins; called on the event loop. */
    Exchange(RoutingContext routing, FailureFormat failures, RouteMeters meters) {
        this.routing = routing;
        this.loop = routing.vertx().getOrCreateContext();
        this.failures = failures;
        this.meters = meters;
        meters.begun();
        HttpServerResponse response = routing.response();
        response.closeHandler(closed -> over(CALLER_GONE));
        response.exceptionHandler(error -> over(CALLER_GONE));
    }

    /** The request. */
    public HttpServerRequest request() {
        return routing.request();
    }

    /**
     * Parameters of the query.
     *
     * @throws dev.halley.logic.errors.InvalidPushException if an escape is not one
     */
    public Parameters query() {
        if (query == null) {
            query = Parameters.parse(request().query());
        }
        return query;
    }

    /** A part of the path, decoded. */
    public String path(String name) {
        String value = routing.pathParam(name);
        return value == null ? "" : value;
    }

    /** The body; empty for a route that reads none. */
    public Buffer body() {
        return body;
    }

    /** Keeps the body for the handler. */
    void body(Buffer read) {
        body = read;
    }

    /** Has something done once, when the request is answered or given up. */
    void whenOver(Runnable action) {
        whenOver = action;
    }

    /** Whether the request is answered or given up. */
    public boolean isOver() {
        return over;
    }

    /** The caller's W3C trace context, if it is one; else empty. */
    public String traceparent() {
        String value = request().getHeader("traceparent");
        return value == null ? "" : Traceparent.orEmpty(value);
    }

    /** Answers when a stage is complete; what fails, or what the consumer throws, is answered too. */
    public <T> void then(CompletionStage<T> stage, Consumer<T> onSuccess) {
        stage.whenComplete(
                (value, error) -> {
                    if (Context.isOnEventLoopThread()
                            && routing.vertx().getOrCreateContext() == loop) {
                        resume(value, error, onSuccess);
                    } else {
                        loop.runOnContext(go -> resume(value, error, onSuccess));
                    }
                });
    }

    private <T> void resume(T value, @Nullable Throwable error, Consumer<T> onSuccess) {
        if (error != null) {
            fail(error);
            return;
        }
        attempt(() -> onSuccess.accept(value));
    }

    /** Runs a part of a handler; what it throws is answered. */
    void attempt(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Answers with a failure, in the words of this family of routes. */
    public void fail(Throwable thrown) {
        Failure failure = Failure.of(thrown);
        if (failure.kind() == FailureKind.INTERNAL) {
            LOG.atError()
                    .setCause(Failure.unwrapped(thrown))
                    .addKeyValue("path", routing.currentRoute().getPath())
                    .log("request failed");
        }
        MultiMap headers = routing.response().headers();
        if (failure.kind().status() == 503 && !over) {
            headers.set("Retry-After", RETRY_AFTER_S);
        }
        answer(failures.format(failure));
    }

    /** The same, for a body that is not read on: the connection is closed behind the answer. */
    void failAndClose(Throwable thrown) {
        request().response().putHeader("Connection", "close");
        fail(thrown);
        sent.onComplete(done -> request().connection().close());
    }

    /** Sends the answer; nothing happens if the request is over already. */
    public void answer(Answer answer) {
        if (over) {
            return;
        }
        HttpServerResponse response = routing.response();
        if (response.closed()) {
            over(CALLER_GONE);
            return;
        }
        response.setStatusCode(answer.status());
        response.putHeader("Content-Type", answer.contentType());
        over(answer.status());
        sent = response.end(answer.body());
    }

    private void over(int status) {
        if (over) {
            return;
        }
        over = true;
        meters.ended(status, System.nanoTime() - startedAt);
        whenOver.run();
    }
}
