package dev.halley.logic.http.v1;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.answer.FailureKind;
import dev.halley.logic.http.answer.RequestException;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Shorten;
import dev.halley.logic.push.RoomChange;
import dev.halley.logic.push.RoomChangeService;
import dev.halley.logic.push.SessionOrder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * {@code POST} and {@code DELETE} of {@code /v1/users/{user}/rooms} and {@code
 * /v1/sessions/{key}/rooms}: sessions join and leave rooms without their clients.
 */
public final class RoomChangeRoutes {
    // What logic takes at most is configured; this only bounds what is read.
    private static final int MAX_ROOMS = 1000;

    private final String app;
    private final RoomChangeService rooms;

    /** Rooms of one app's sessions. */
    public RoomChangeRoutes(String app, RoomChangeService rooms) {
        this.app = app;
        this.rooms = rooms;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        String user = "/v1/users/:user/rooms";
        endpoints.post(user, exchange -> user(exchange, RoomChange::joining));
        endpoints.deleteWithBody(user, exchange -> user(exchange, RoomChange::leaving));
        String key = "/v1/sessions/:key/rooms";
        endpoints.post(key, exchange -> key(exchange, RoomChange::joining));
        endpoints.deleteWithBody(key, exchange -> key(exchange, RoomChange::leaving));
    }

    private void user(Exchange exchange, Function<List<String>, RoomChange> change) {
        String user = exchange.path("user");
        RoomChange wanted = change.apply(rooms(exchange));
        ordered(exchange, "user", rooms.changeUser(app, user, wanted));
    }

    private void key(Exchange exchange, Function<List<String>, RoomChange> change) {
        String key = exchange.path("key");
        RoomChange wanted = change.apply(rooms(exchange));
        ordered(exchange, "key", rooms.changeKey(app, key, wanted));
    }

    private static List<String> rooms(Exchange exchange) {
        List<String> rooms = List.of();
        try (JsonReader reader = new JsonReader(Slice.of(exchange.body().getBytes()))) {
            while (reader.nextField()) {
                String name = reader.name();
                if (!name.equals("rooms")) {
                    throw new InvalidPushException(Shorten.text(name), "unknown", "rooms");
                }
                rooms = reader.texts(name, MAX_ROOMS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rooms.isEmpty()) {
            throw new InvalidPushException("rooms", "missing", "an array of type://id");
        }
        return rooms;
    }

    private static void ordered(
            Exchange exchange, String who, CompletionStage<Optional<SessionOrder>> ordering) {
        exchange.then(
                ordering,
                order ->
                        exchange.answer(
                                order.map(RoomChangeRoutes::answer)
                                        .orElseThrow(() -> noSession(who))));
    }

    private static Answer answer(SessionOrder order) {
        return Answer.json(
                202,
                new JsonObject()
                        .put("id", Long.toString(order.messageId()))
                        .put("sessions", order.sessions()));
    }

    private static RequestException noSession(String who) {
        return new RequestException(FailureKind.NO_SESSION, who + ": has no session");
    }
}
