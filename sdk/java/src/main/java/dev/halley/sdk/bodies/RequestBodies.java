package dev.halley.sdk.bodies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.sdk.positions.StreamPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the bodies of version 2's requests. */
public final class RequestBodies {

    private RequestBodies() {}

    /**
     * What a session wants to receive.
     *
     * @param accepts operations; empty: all
     * @param recover places behind which messages are asked for, by stream
     */
    public record Wanted(
            List<String> rooms,
            Optional<List<Integer>> accepts,
            Map<String, StreamPosition> recover) {}

    /** AUTH of a session that has a token. */
    public static byte[] authWithToken(String token, Wanted wanted) {
        return auth(Json.object().put("token", token), wanted);
    }

    /** AUTH of a session that says who it is; an empty user, key or platform is left out. */
    public static byte[] auth(String user, String key, String platform, Wanted wanted) {
        ObjectNode body = Json.object();
        putUnlessEmpty(body, "user", user);
        putUnlessEmpty(body, "key", key);
        putUnlessEmpty(body, "platform", platform);
        return auth(body, wanted);
    }

    /** Joins rooms. */
    public static byte[] join(List<String> rooms, Map<String, StreamPosition> recover) {
        ObjectNode body = Json.object();
        putRooms(body, rooms);
        putRecover(body, recover);
        return Json.bytes(body);
    }

    /** Leaves rooms. */
    public static byte[] leave(Collection<String> rooms) {
        ObjectNode body = Json.object();
        putRooms(body, rooms);
        return Json.bytes(body);
    }

    /** Asks for what came behind a place. */
    public static byte[] recover(String stream, StreamPosition from) {
        ObjectNode body = Json.object();
        putRecover(body, Map.of(stream, from));
        return Json.bytes(body);
    }

    /** Says how far the user has read. */
    public static byte[] acknowledge(String stream, StreamPosition position) {
        ObjectNode body = Json.object();
        putPlace(body, stream, position);
        return Json.bytes(body);
    }

    private static byte[] auth(ObjectNode body, Wanted wanted) {
        putRooms(body, wanted.rooms());
        if (wanted.accepts().isPresent()) {
            ArrayNode operations = body.putArray("accepts");
            wanted.accepts().get().forEach(operations::add);
        }
        putRecover(body, wanted.recover());
        return Json.bytes(body);
    }

    private static void putUnlessEmpty(ObjectNode body, String field, String value) {
        if (!value.isEmpty()) {
            body.put(field, value);
        }
    }

    private static void putRooms(ObjectNode body, Collection<String> rooms) {
        if (!rooms.isEmpty()) {
            ArrayNode array = body.putArray("rooms");
            rooms.forEach(array::add);
        }
    }

    private static void putRecover(ObjectNode body, Map<String, StreamPosition> recover) {
        if (!recover.isEmpty()) {
            ArrayNode array = body.putArray("recover");
            recover.forEach((stream, place) -> putPlace(array.addObject(), stream, place));
        }
    }

    private static void putPlace(ObjectNode object, String stream, StreamPosition place) {
        object.put("stream", stream);
        object.put("epoch", place.epoch());
        object.put("offset", Long.toString(place.offset()));
    }
}
