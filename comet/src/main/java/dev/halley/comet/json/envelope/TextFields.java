package dev.halley.comet.json.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.halley.comet.json.RefusedRequestException;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of a client's message. */
final class TextFields {
    private static final byte[] NO_BODY = {};

    private final String text;
    private @Nullable Integer operation;
    private int sequence;
    private byte[] body = NO_BODY;

    TextFields(String text) {
        this.text = text;
    }

    void read(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "op" -> operation = number("op", parser);
            case "seq" -> sequence = number("seq", parser);
            case "body" -> body = bodyOf(parser);
            case "body_base64" -> body = decoded(parser);
            default -> parser.skipChildren();
        }
    }

    TextRequest request() {
        Integer asked = operation;
        if (asked == null) {
            throw RefusedRequestException.bad("op: none (expected: a number)");
        }
        return new TextRequest(asked, sequence, body);
    }

    private static int number(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                return Integer.parseInt(parser.getText());
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        throw RefusedRequestException.bad(name + ": (expected: an int32)");
    }

    private byte[] bodyOf(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> NO_BODY;
            case START_OBJECT, START_ARRAY -> childText(parser).getBytes(UTF_8);
            default -> parser.getText().getBytes(UTF_8);
        };
    }

    /** What the client wrote, to the letter. */
    private String childText(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return text.substring(from, (int) parser.currentLocation().getCharOffset());
    }

    private static byte[] decoded(JsonParser parser) throws IOException {
        try {
            return Base64.getDecoder().decode(parser.getText());
        } catch (IllegalArgumentException e) {
            throw RefusedRequestException.bad("body_base64: (expected: base64)");
        }
    }
}
