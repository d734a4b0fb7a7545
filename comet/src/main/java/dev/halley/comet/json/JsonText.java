package dev.halley.comet.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Parsers and generators; what is parsed is no longer than a frame, and never deep. */
public final class JsonText {
    private static final int NESTING = 32;
    private static final int NUMBER_LENGTH = 64;
    private static final int USUAL_LENGTH = 256;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(NESTING)
                                    .maxNumberLength(NUMBER_LENGTH)
                                    .build())
                    .build();

    private JsonText() {}

    /** Reads this text from its beginning. */
    public static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /** The string at hand. Half a character is none: it could not be written in any answer. */
    static String text(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw RefusedRequestException.bad(name + ": (expected: a string)");
        }
        String text = parser.getText();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw RefusedRequestException.bad(name + ": (expected: whole characters)");
        }
        return text;
    }

    /** One object, with the fields that are written into it. */
    public static byte[] object(Fields fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_LENGTH);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            // Nothing is written but memory.
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes the fields of an object. */
    public interface Fields {
        /** Called once, between the object's braces. */
        void write(JsonGenerator json) throws IOException;
    }
}
