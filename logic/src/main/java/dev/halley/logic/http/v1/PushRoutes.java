package dev.halley.logic.http.v1;

import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.answer.Failure;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.PushService;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/push} and {@code POST /v1/push/batch}. */
public final class PushRoutes {
    private final String app;
    private final PushService pushes;

    /** Pushes for one app. */
    public PushRoutes(String app, PushService pushes) {
        this.app = app;
        this.pushes = pushes;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        endpoints.post("/v1/push", this::push);
        endpoints.post("/v1/push/batch", this::batch);
    }

    private void push(Exchange exchange) {
        Slice body = Slice.of(exchange.body().getBytes());
        exchange.then(
                push(body, exchange.traceparent()),
                id ->
                        exchange.answer(
                                new Answer(
                                        202,
                                        Answer.JSON,
                                        Buffer.buffer("{\"id\":\"" + id + "\"}"))));
    }

    private CompletionStage<Long> push(Slice body, String traceparent) {
        try {
            PushCommand command = PushJson.push(body).command(app, traceparent);
            return pushes.push(command);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    // Handed over one after the other, so pushes of one target keep the order of the batch.
    private void batch(Exchange exchange) {
        List<Slice> parts = parts(exchange);
        String traceparent = exchange.traceparent();
        List<CompletableFuture<JsonObject>> results = new ArrayList<>(parts.size());
        for (Slice part : parts) {
            results.add(push(part, traceparent).handle(PushRoutes::result).toCompletableFuture());
        }
        CompletableFuture<Void> all =
                CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        exchange.then(
                all,
                done -> {
                    JsonArray array = new JsonArray();
                    results.forEach(result -> array.add(result.join()));
                    exchange.answer(Answer.json(200, new JsonObject().put("results", array)));
                });
    }

    private static List<Slice> parts(Exchange exchange) {
        try {
            return PushJson.batch(Slice.of(exchange.body().getBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject result(@Nullable Long id, @Nullable Throwable error) {
        if (error == null) {
            return new JsonObject().put("status", 202).put("id", String.valueOf(id));
        }
        Failure failure = Failure.of(error);
        return new JsonObject()
                .put("status", failure.kind().status())
                .put("problem", Problems.body(failure));
    }
}
