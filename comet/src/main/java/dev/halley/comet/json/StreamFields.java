package dev.halley.comet.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of a place in a stream. Numbers may be numbers or strings of digits. */
final class StreamFields {
    private @Nullable String stream;
    private long epoch = -1;
    private long offset = -1;

    void read(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "stream" -> stream = JsonText.text(parser, "stream");
            case "epoch" -> epoch = number("epoch", parser, Integer.MAX_VALUE);
            case "offset" -> offset = number("offset", parser, Long.MAX_VALUE);
            default -> parser.skipChildren();
        }
    }

    AskedStream asked() {
        String name = stream;
        if (name == null || epoch < 0 || offset < 0) {
            throw RefusedRequestException.bad(
                    "recover: incomplete (expected: stream, epoch and offset)");
        }
        return new AskedStream(name, (int) epoch, offset);
    }

    private static long number(String name, JsonParser parser, long most) throws IOException {
        JsonToken token = parser.currentToken();
        try {
            boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
            long value = text ? Long.parseLong(parser.getText()) : -1;
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is out of its range.
        }
        throw RefusedRequestException.bad(name + ": (expected: 0 to " + most + ")");
    }
}
