package dev.halley.logic.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import dev.halley.runtime.node.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events as JSON objects. Numbers of 64 bits are texts: JavaScript cannot hold them. */
final class EventJson {
    private static final int SCHEMA = 1;

    private final JsonFactory json = new JsonFactory();

    ByteString of(Event event) {
        ByteString.Output bytes = ByteString.newOutput(256);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            write(event, out);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is read or written", e);
        }
        return bytes.toByteString();
    }

    private static void write(Event event, JsonGenerator out) throws IOException {
        EventSession session = event.session();
        out.writeStartObject();
        out.writeNumberField("schema", SCHEMA);
        out.writeStringField("event", event.kind().label());
        out.writeStringField("app", session.app());
        out.writeStringField("user", session.user());
        out.writeStringField("key", session.key());
        out.writeStringField("node", node(session.instance()));
        out.writeStringField("instance", session.instance());
        out.writeStringField("session", Long.toUnsignedString(session.sessionId()));
        out.writeStringField("generation", Long.toUnsignedString(session.generation()));
        out.writeNumberField("at_us", event.atUs());
        if (!event.room().isEmpty()) {
            out.writeStringField("room", event.room());
        }
        if (!event.reason().isEmpty()) {
            out.writeStringField("reason", event.reason());
        }
        out.writeEndObject();
    }

    private static String node(String instance) {
        try {
            return InstanceId.parse(instance).name();
        } catch (IllegalArgumentException e) {
            return instance;
        }
    }
}
