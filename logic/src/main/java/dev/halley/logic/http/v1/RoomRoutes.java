package dev.halley.logic.http.v1;

import dev.halley.logic.comets.Comets;
import dev.halley.logic.comets.MemberPage;
import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Parameters;
import dev.halley.logic.http.request.PathTail;
import dev.halley.logic.online.Occupancy;
import dev.halley.logic.online.OnlineCounts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code GET /v1/rooms} and {@code GET /v1/rooms/{room}}. */
public final class RoomRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final String ROOM = "/v1/rooms/";

    private final String app;
    private final OnlineCounts online;
    private final Comets comets;

    /** Rooms of one app. */
    public RoomRoutes(String app, OnlineCounts online, Comets comets) {
        this.app = app;
        this.online = online;
        this.comets = comets;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        endpoints.get("/v1/rooms", this::top);
        endpoints.get("/v1/rooms/*", this::room);
    }

    private void top(Exchange exchange) {
        Parameters query = exchange.query();
        String type = query.first("type").orElse("");
        int limit = query.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        exchange.then(
                online.now(), now -> exchange.answer(Answer.json(200, top(now, type, limit))));
    }

    private static JsonObject top(Occupancy now, String type, int limit) {
        JsonArray rooms = new JsonArray();
        now.top(room -> type.isEmpty() || room.type().equals(type), limit)
                .forEach(
                        room ->
                                rooms.add(
                                        new JsonObject()
                                                .put("room", room.room())
                                                .put("members", room.members())));
        return new JsonObject().put("rooms", rooms).put("total", now.rooms());
    }

    private void room(Exchange exchange) {
        String room = PathTail.room(ROOM, exchange.request().path());
        Parameters query = exchange.query();
        int limit = query.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        String cursor = query.first("cursor").orElse("");
        exchange.then(
                online.now()
                        .thenCombine(
                                comets.roomMembers(app, room, cursor, limit),
                                (now, page) -> body(room, now.members(room), page)),
                body -> exchange.answer(Answer.json(200, body)));
    }

    private static JsonObject body(String room, int count, MemberPage page) {
        JsonArray members = new JsonArray();
        page.members().forEach(member -> members.add(SessionRoutes.json(member)));
        JsonObject body =
                new JsonObject().put("room", room).put("count", count).put("members", members);
        page.next().ifPresent(next -> body.put("next", next));
        return body;
    }
}
