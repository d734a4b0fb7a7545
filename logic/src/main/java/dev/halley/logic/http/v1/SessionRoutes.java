package dev.halley.logic.http.v1;

import dev.halley.api.comet.SessionInfo;
import dev.halley.logic.comets.Comets;
import dev.halley.logic.comets.LiveSession;
import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.push.CloseService;
import dev.halley.logic.reading.ReadPositions;
import dev.halley.logic.reading.Reading;
import dev.halley.logic.registry.SessionRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /v1/users/{user}}, and the two routes that end sessions. */
public final class SessionRoutes {
    private final String app;
    private final SessionRegistry registry;
    private final Comets comets;
    private final CloseService closes;
    private final ReadPositions positions;

    /** Sessions of one app. */
    public SessionRoutes(
            String app,
            SessionRegistry registry,
            Comets comets,
            CloseService closes,
            ReadPositions positions) {
        this.app = app;
        this.positions = positions;
        this.registry = registry;
        this.comets = comets;
        this.closes = closes;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        endpoints.get("/v1/users/:user", this::user);
        endpoints.delete("/v1/users/:user/sessions", this::closeUser);
        endpoints.delete("/v1/sessions/:key", this::closeKey);
    }

    private void user(Exchange exchange) {
        String user = exchange.path("user");
        CompletionStage<List<LiveSession>> sessions =
                registry.ofUser(app, user).thenCompose(routes -> comets.sessions(app, routes));
        exchange.then(
                sessions.thenCompose(live -> answer(user, live))
                        .thenCombine(positions.of(app, user), SessionRoutes::withReading),
                body -> exchange.answer(Answer.json(200, body)));
    }

    private CompletionStage<JsonObject> answer(String user, List<LiveSession> live) {
        JsonObject body = new JsonObject().put("user", user).put("online", !live.isEmpty());
        if (!live.isEmpty()) {
            JsonArray sessions = new JsonArray();
            live.forEach(session -> sessions.add(json(session)));
            return CompletableFuture.completedFuture(body.put("sessions", sessions));
        }
        return registry.lastSeen(app, user)
                .thenApply(seen -> withLastSeen(body.put("sessions", new JsonArray()), seen));
    }

    private static JsonObject withLastSeen(JsonObject body, OptionalLong seenMs) {
        seenMs.ifPresent(ms -> body.put("last_seen", Instant.ofEpochMilli(ms).toString()));
        return body;
    }

    private static JsonObject withReading(JsonObject body, Reading reading) {
        if (!reading.tip().exists()) {
            return body;
        }
        return body.put(
                "read",
                new JsonObject()
                        .put("epoch", Integer.toUnsignedLong(reading.tip().epoch()))
                        .put("offset", Long.toString(reading.offset()))
                        .put("last", Long.toString(reading.tip().last()))
                        .put("unread", Long.toString(reading.unread())));
    }

    /** A session in JSON. */
    static JsonObject json(LiveSession live) {
        SessionInfo session = live.session();
        return new JsonObject()
                .put("key", session.getKey())
                .put("user", session.getUser())
                .put("node", live.node())
                .put("platform", session.getPlatform())
                .put("transport", session.getTransport())
                .put("remote_ip", session.getRemoteIp())
                .put("since", Instant.ofEpochMilli(session.getConnectedAtMs()).toString())
                .put("rooms", new JsonArray(List.copyOf(session.getRoomsList())))
                .put("accepts", new JsonArray(List.copyOf(session.getAcceptsList())));
    }

    private void closeUser(Exchange exchange) {
        closed(exchange, closes.closeUser(app, exchange.path("user")));
    }

    private void closeKey(Exchange exchange) {
        closed(exchange, closes.closeKey(app, exchange.path("key")));
    }

    private static void closed(Exchange exchange, CompletionStage<Integer> closing) {
        exchange.then(
                closing,
                sessions ->
                        exchange.answer(
                                Answer.json(202, new JsonObject().put("sessions", sessions))));
    }
}
