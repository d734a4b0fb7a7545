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
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        PushCommand command = command(exchange);
        exchange.then(
                pushes.push(command),
                id ->
                        exchange.answer(
                                new Answer(
                                        202,
                                        Answer.JSON,
                                        Buffer.buffer("{\"id\":\"" + id + "\"}"))));
    }

    private PushCommand command(Exchange exchange) {
        Optional<String> key = IdempotencyHeader.of(exchange.request());
        try {
            PushDraft draft = PushJson.push(Slice.of(exchange.body().getBytes()));
            key.ifPresent(draft::idempotencyKey);
            return draft.command(app, exchange.traceparent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void batch(Exchange exchange) {
        IdempotencyHeader.refuse(exchange.request());
        List<CompletionStage<JsonObject>> results =
                results(parts(exchange), exchange.traceparent());
        CompletableFuture<?>[] pending =
                results.stream()
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new);
        exchange.then(
                CompletableFuture.allOf(pending),
                done -> {
                    JsonArray array = new JsonArray();
                    results.forEach(result -> array.add(result.toCompletableFuture().join()));
                    exchange.answer(Answer.json(200, new JsonObject().put("results", array)));
                });
    }

    // What can be read is pushed, in the order of the batch.
    private List<CompletionStage<JsonObject>> results(List<Slice> slices, String traceparent) {
        List<Part> parts = slices.stream().map(slice -> part(slice, traceparent)).toList();
        List<PushCommand> commands =
                parts.stream().map(Part::command).filter(Objects::nonNull).toList();
        Iterator<CompletionStage<Long>> answers = pushes.pushAll(commands).iterator();
        List<CompletionStage<JsonObject>> results = new ArrayList<>(parts.size());
        for (Part part : parts) {
            results.add(
                    part.command() == null
                            ? CompletableFuture.completedFuture(result(null, part.fault()))
                            : answers.next().handle(PushRoutes::result));
        }
        return results;
    }

    private Part part(Slice slice, String traceparent) {
        try {
            return new Part(PushJson.push(slice).command(app, traceparent), null);
        } catch (IOException | RuntimeException e) {
            return new Part(null, e);
        }
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

    // A push of a batch, or why it is none.
    private record Part(@Nullable PushCommand command, @Nullable Throwable fault) {}
}
