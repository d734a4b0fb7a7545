package dev.halley.comet.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads bodies of requests. Fields that nobody knows are skipped; what is wrong is said by a {@link
 * RefusedRequestException}.
 */
public final class RequestBodies {
    private RequestBodies() {}

    /**
     * Rooms to join or to leave.
     *
     * @param body all of it; stays the caller's
     * @param mostRooms more are refused
     * @param mostStreams more are refused
     */
    public static RoomsRequest rooms(ByteBuf body, int mostRooms, int mostStreams) {
        Set<String> rooms = new LinkedHashSet<>();
        List<AskedStream> recover = new ArrayList<>();
        readObject(
                body,
                (name, parser) -> {
                    switch (name) {
                        case "rooms" -> readRooms(parser, rooms, mostRooms);
                        case "recover" -> readStreams(parser, recover, mostStreams);
                        default -> parser.skipChildren();
                    }
                });
        if (rooms.isEmpty()) {
            throw RefusedRequestException.bad("rooms: none (expected: at least one)");
        }
        return new RoomsRequest(List.copyOf(rooms), recover);
    }

    /** Streams to recover, at least one and at most so many. */
    public static List<AskedStream> recover(ByteBuf body, int mostStreams) {
        List<AskedStream> recover = new ArrayList<>();
        readObject(
                body,
                (name, parser) -> {
                    if (name.equals("recover")) {
                        readStreams(parser, recover, mostStreams);
                    } else {
                        parser.skipChildren();
                    }
                });
        if (recover.isEmpty()) {
            throw RefusedRequestException.bad("recover: none (expected: at least one)");
        }
        return recover;
    }

    /** The place up to which a client acknowledges. */
    public static AskedStream acknowledge(ByteBuf body) {
        StreamFields fields = new StreamFields();
        readObject(body, fields::read);
        return fields.asked();
    }

    private static void readObject(ByteBuf body, Field field) {
        try (JsonParser parser = JsonText.parser(body.toString(UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw RefusedRequestException.bad("body: not an object (expected: JSON object)");
            }
            readFields(parser, field);
            if (parser.nextToken() != null) {
                throw RefusedRequestException.bad("body: goes on after its end");
            }
        } catch (IOException e) {
            throw RefusedRequestException.bad("body: not JSON");
        }
    }

    private static void readFields(JsonParser parser, Field field) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name, parser);
        }
    }

    private static void readRooms(JsonParser parser, Set<String> rooms, int most)
            throws IOException {
        readArray(
                parser,
                "rooms",
                () -> {
                    rooms.add(JsonText.text(parser, "rooms"));
                    checkCount("rooms", rooms.size(), most);
                });
    }

    private static void readStreams(JsonParser parser, List<AskedStream> streams, int most)
            throws IOException {
        readArray(
                parser,
                "recover",
                () -> {
                    if (parser.currentToken() != JsonToken.START_OBJECT) {
                        throw RefusedRequestException.bad("recover: (expected: objects)");
                    }
                    StreamFields fields = new StreamFields();
                    readFields(parser, fields::read);
                    streams.add(fields.asked());
                    checkCount("recover", streams.size(), most);
                });
    }

    private static void readArray(JsonParser parser, String name, Element element)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw RefusedRequestException.bad(name + ": (expected: an array)");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    private static void checkCount(String name, int count, int most) {
        if (count > most) {
            throw new RefusedRequestException(
                    ErrorCode.TOO_MANY, name + ": (expected: at most " + most + ")");
        }
    }

    /** Takes the value of a field, which is the parser's current token. */
    private interface Field {
        void read(String name, JsonParser parser) throws IOException;
    }

    /** Takes an element of an array, which is the parser's current token. */
    private interface Element {
        void read() throws IOException;
    }
}
