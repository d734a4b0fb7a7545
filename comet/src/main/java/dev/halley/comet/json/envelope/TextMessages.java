package dev.halley.comet.json.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.halley.comet.json.JsonText;
import dev.halley.comet.json.RefusedRequestException;
import java.io.IOException;

/**
 * The envelope of {@code halley.json}: {@code {"op":2,"seq":1,"body":...}}. Towards the server a
 * body that is a string stands for its characters, any other JSON for its text.
 */
public final class TextMessages {
    private TextMessages() {}

    /**
     * Reads a message of a client.
     *
     * @throws RefusedRequestException if it is none
     */
    public static TextRequest read(String text) {
        TextFields fields = new TextFields(text);
        try (JsonParser parser = JsonText.parser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw RefusedRequestException.bad("message: (expected: a JSON object)");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.read(name, parser);
            }
            if (parser.nextToken() != null) {
                throw RefusedRequestException.bad("message: goes on after its end");
            }
        } catch (IOException e) {
            throw RefusedRequestException.bad("message: not JSON");
        }
        return fields.request();
    }

    /** A reply without a body. */
    public static byte[] empty(int operation, int sequence) {
        return JsonText.object(json -> writeHead(json, operation, sequence));
    }

    /** A reply whose body is JSON already. */
    public static byte[] json(int operation, int sequence, byte[] body) {
        return JsonText.object(
                json -> {
                    writeHead(json, operation, sequence);
                    json.writeFieldName("body");
                    json.writeRawValue(new String(body, UTF_8));
                });
    }

    /** A reply whose body is text. */
    public static byte[] text(int operation, int sequence, String body) {
        return JsonText.object(
                json -> {
                    writeHead(json, operation, sequence);
                    json.writeStringField("body", body);
                });
    }

    /** A reply whose body is a number. */
    public static byte[] number(int operation, int sequence, int body) {
        return JsonText.object(
                json -> {
                    writeHead(json, operation, sequence);
                    json.writeNumberField("body", body);
                });
    }

    private static void writeHead(JsonGenerator json, int operation, int sequence)
            throws IOException {
        json.writeNumberField("op", operation);
        json.writeNumberField("seq", sequence);
    }
}
