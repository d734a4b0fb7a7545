package dev.halley.logic.http.goim;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Parameters;
import dev.halley.logic.online.Occupancy;
import dev.halley.logic.online.OnlineCounts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeMap;

/** {@code GET /goim/online/*}: who is online, as goim answers it. */
public final class GoimOnlineRoutes {
    private final OnlineCounts online;

    /** Answers out of these counts. */
    public GoimOnlineRoutes(OnlineCounts online) {
        this.online = online;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        endpoints.get("/goim/online/top", this::top);
        endpoints.get("/goim/online/room", this::rooms);
        endpoints.get("/goim/online/total", this::total);
    }

    private void top(Exchange exchange) {
        Parameters query = exchange.query();
        String type = query.required("type");
        int limit = query.number("limit", 0);
        if (limit == 0) {
            throw new InvalidPushException("limit", "missing", "a 32-bit number, not 0");
        }
        exchange.then(
                online.now(), now -> exchange.answer(GoimAnswers.data(topRooms(now, type, limit))));
    }

    // The type is a prefix of the room's name, in goim too.
    private static JsonArray topRooms(Occupancy now, String type, int limit) {
        JsonArray rooms = new JsonArray();
        now.top(room -> room.room().startsWith(type), limit)
                .forEach(
                        room ->
                                rooms.add(
                                        new JsonObject()
                                                .put("room_id", room.id())
                                                .put("count", room.members())));
        return rooms;
    }

    private void rooms(Exchange exchange) {
        Parameters query = exchange.query();
        String type = query.required("type");
        List<String> rooms = query.all("rooms");
        if (rooms.isEmpty()) {
            throw new InvalidPushException("rooms", "missing", "at least one");
        }
        exchange.then(
                online.now(), now -> exchange.answer(GoimAnswers.data(members(now, type, rooms))));
    }

    // In the order of the rooms' names, as Go writes a map.
    private static JsonObject members(Occupancy now, String type, List<String> rooms) {
        TreeMap<String, Object> members = new TreeMap<>();
        rooms.forEach(room -> members.put(room, now.members(type + "://" + room)));
        return new JsonObject(members);
    }

    private void total(Exchange exchange) {
        exchange.then(
                online.now(),
                now ->
                        exchange.answer(
                                GoimAnswers.data(
                                        new JsonObject()
                                                .put("conn_count", now.sessions())
                                                .put("ip_count", now.addresses()))));
    }
}
