package dev.halley.sdk.bodies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.halley.sdk.events.ReadPosition;
import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.events.SessionStart;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.Gap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what version 2's server sends. All of it throws {@link UnreadableBodyException}. */
public final class ReplyBodies {

    private static final String STREAM = "stream";

    private ReplyBodies() {}

    /** A room that was joined or not, and how its stream stands; empty: it has none. */
    public record JoinedRoom(RoomAnswer room, Optional<StreamAnswer> stream) {}

    /** Go to another node after the delay; {@code nodes} are {@code host:port}. */
    public record Move(Duration delay, List<String> nodes) {}

    /** Why the connection ends, and what to do then. */
    public record Goodbye(int code, boolean reconnect, Duration delay) {}

    /** The reply to AUTH. */
    public static SessionStart sessionStart(byte[] body) {
        JsonNode json = Json.read(body);
        JsonNode read = json.path("read");
        return new SessionStart(
                json.path("key").asText(""),
                json.path("user").asText(""),
                Duration.ofSeconds(json.path("heartbeat_s").asLong()),
                json.path("server").asText(""),
                joined(json).stream().map(JoinedRoom::room).toList(),
                streams(json),
                read.isObject() ? Optional.of(readPosition(read)) : Optional.empty());
    }

    /** The reply to a join, or the news of one. */
    public static List<JoinedRoom> joined(byte[] body) {
        return joined(Json.read(body));
    }

    /** The rooms that a reply to leaving names, or the news of it. */
    public static List<String> left(byte[] body) {
        return list(Json.read(body).path("rooms"), room -> room.path("room").asText(""));
    }

    /** The reply to a request to recover. */
    public static List<StreamAnswer> streams(byte[] body) {
        return streams(Json.read(body));
    }

    /** The reply to an acknowledgement. */
    public static ReadPosition readPosition(byte[] body) {
        return readPosition(Json.read(body));
    }

    /** A gap. */
    public static Gap gap(byte[] body) {
        JsonNode json = Json.read(body);
        return new Gap(
                json.path(STREAM).asText(""),
                json.path("epoch").asInt(),
                json.path("from").asLong(),
                json.path("to").asLong());
    }

    /** A stream that has moved on. */
    public static StreamAnswer position(byte[] body) {
        return stream(Json.read(body));
    }

    /** A request to move. */
    public static Move move(byte[] body) {
        JsonNode json = Json.read(body);
        return new Move(delay(json), list(json.path("nodes"), node -> node.asText("")));
    }

    /** The last word on a connection. */
    public static Goodbye goodbye(byte[] body) {
        JsonNode json = Json.read(body);
        return new Goodbye(
                json.path("code").asInt(), json.path("reconnect").asBoolean(true), delay(json));
    }

    /** A request that was refused. */
    public static ServerError error(byte[] body) {
        JsonNode json = Json.read(body);
        return new ServerError(
                json.path("code").asText(""),
                json.path("message").asText(""),
                json.path("op").asInt());
    }

    private static List<JoinedRoom> joined(JsonNode json) {
        return list(
                json.path("rooms"),
                room ->
                        new JoinedRoom(
                                new RoomAnswer(
                                        room.path("room").asText(""),
                                        room.path("joined").asBoolean(),
                                        room.path("reason").asText(""),
                                        room.path("members").asInt()),
                                room.has(STREAM) ? Optional.of(stream(room)) : Optional.empty()));
    }

    private static List<StreamAnswer> streams(JsonNode json) {
        return list(json.path("recovered"), ReplyBodies::stream);
    }

    private static StreamAnswer stream(JsonNode json) {
        return new StreamAnswer(
                json.path(STREAM).asText(""),
                json.path("recovered").asBoolean(),
                json.path("epoch").asInt(),
                json.path("offset").asLong());
    }

    private static ReadPosition readPosition(JsonNode json) {
        return new ReadPosition(json.path("offset").asLong(), json.path("unread").asLong());
    }

    private static Duration delay(JsonNode json) {
        return Duration.ofMillis(Math.max(0, json.path("delay_ms").asLong()));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(node -> list.add(reader.apply(node)));
        return list;
    }
}
