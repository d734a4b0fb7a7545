package dev.halley.comet.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes bodies of replies, as UTF-8. Numbers of 64 bits become strings. */
public final class ReplyBodies {
    private static final String RECOVERED = "recovered";
    private static final String OFFSET = "offset";
    private static final String ROOMS = "rooms";

    private ReplyBodies() {}

    /** The session has begun. */
    public static byte[] auth(AuthAnswer answer) {
        return JsonText.object(
                json -> {
                    json.writeStringField("key", answer.key());
                    json.writeStringField("user", answer.user());
                    json.writeNumberField("heartbeat_s", answer.heartbeat().toSeconds());
                    json.writeStringField("server", answer.server());
                    writeRooms(json, answer.rooms());
                    writeRecovered(json, answer.recovered());
                    if (answer.read().isPresent()) {
                        json.writeObjectFieldStart("read");
                        writeLong(json, OFFSET, answer.read().get().offset());
                        json.writeNumberField("unread", answer.read().get().unread());
                        json.writeEndObject();
                    }
                });
    }

    /** What came of joining rooms. */
    public static byte[] joined(List<RoomAnswer> rooms) {
        return JsonText.object(json -> writeRooms(json, rooms));
    }

    /**
     * Rooms that were left.
     *
     * @param rooms those asked for
     * @param left those of them in which the session was
     */
    public static byte[] left(List<String> rooms, List<String> left) {
        return JsonText.object(
                json -> {
                    json.writeArrayFieldStart(ROOMS);
                    for (String room : rooms) {
                        json.writeStartObject();
                        json.writeStringField("room", room);
                        json.writeBooleanField("left", left.contains(room));
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /** What came of recovering streams. */
    public static byte[] recovered(List<StreamAnswer> streams) {
        return JsonText.object(json -> writeRecovered(json, streams));
    }

    /** Where a user's read position stands. */
    public static byte[] acknowledged(AskedStream read, long unread) {
        return JsonText.object(
                json -> {
                    writePlace(json, read);
                    json.writeNumberField("unread", unread);
                });
    }

    private static void writeRooms(JsonGenerator json, List<RoomAnswer> rooms) throws IOException {
        json.writeArrayFieldStart(ROOMS);
        for (RoomAnswer room : rooms) {
            json.writeStartObject();
            json.writeStringField("room", room.room());
            json.writeBooleanField("joined", room.refused().isEmpty());
            if (room.refused().isPresent()) {
                json.writeStringField("reason", room.refused().get().name());
            } else {
                if (room.stream().isPresent()) {
                    writeStream(json, room.stream().get());
                }
                json.writeNumberField("members", room.members());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeRecovered(JsonGenerator json, List<StreamAnswer> streams)
            throws IOException {
        json.writeArrayFieldStart(RECOVERED);
        for (StreamAnswer stream : streams) {
            json.writeStartObject();
            writeStream(json, stream);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeStream(JsonGenerator json, StreamAnswer stream) throws IOException {
        json.writeStringField("stream", stream.stream());
        json.writeBooleanField(RECOVERED, stream.recovered());
        json.writeNumberField("epoch", stream.epoch());
        writeLong(json, OFFSET, stream.offset());
        if (stream.reason().isPresent()) {
            json.writeStringField("reason", stream.reason().get());
        }
    }

    static void writePlace(JsonGenerator json, AskedStream place) throws IOException {
        json.writeStringField("stream", place.stream());
        json.writeNumberField("epoch", place.epoch());
        writeLong(json, OFFSET, place.offset());
    }

    static void writeLong(JsonGenerator json, String name, long value) throws IOException {
        json.writeStringField(name, Long.toString(value));
    }
}
