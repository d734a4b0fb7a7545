package dev.halley.logic.http.v1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.http.request.Shorten;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads one JSON object field by field, straight from the bytes of the request. Field errors name
 * the field; whatever else is wrong is a {@link JsonProcessingException}.
 */
final class JsonReader implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Slice source;
    private final JsonParser parser;

    /** Opens an object. */
    JsonReader(Slice source) throws IOException {
        this.source = source;
        this.parser = JSON.createParser(source.bytes(), source.from(), source.length());
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new JsonParseException(parser, "the body is empty");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new InvalidPushException("body", "not an object", "one JSON object");
        }
        if (parser.currentTokenLocation().getByteOffset() < 0) {
            throw new InvalidPushException("body", "another encoding", "JSON in UTF-8");
        }
    }

    /** Goes to the next field, and its value; false at the end of the object. */
    boolean nextField() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.FIELD_NAME) {
            return true;
        }
        if (parser.nextToken() != null) {
            throw new InvalidPushException("body", "more than one value", "one JSON object");
        }
        return false;
    }

    /** The name of the field; to be asked before its value. */
    String name() throws IOException {
        String name = parser.currentName();
        parser.nextToken();
        return name;
    }

    /** The value as text. */
    String text(String field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(field, "a string");
        }
        return parser.getText();
    }

    /** The value as a number from a range. */
    int number(String field, int min, int max) throws IOException {
        String constraint = "a whole number, " + min + ".." + max;
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong(field, constraint);
        }
        try {
            int value = parser.getIntValue();
            if (value < min || value > max) {
                throw wrong(field, constraint);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw wrong(field, constraint);
        }
    }

    /** The value, which has to be {@code true}. */
    void mustBeTrue(String field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_TRUE) {
            throw wrong(field, "true");
        }
    }

    /** The value as a list of strings, from one to {@code max} of them. */
    List<String> texts(String field, int max) throws IOException {
        String constraint = "an array of 1.." + max + " strings";
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(field, constraint);
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING || texts.size() == max) {
                throw wrong(field, constraint);
            }
            texts.add(parser.getText());
        }
        if (texts.isEmpty()) {
            throw new InvalidPushException(field, "empty", constraint);
        }
        return texts;
    }

    /** The value decoded from Base64, with or without padding. */
    byte[] base64(String field) throws IOException {
        try {
            return Base64.getDecoder().decode(text(field));
        } catch (IllegalArgumentException e) {
            throw new InvalidPushException(field, "not Base64", "Base64 (RFC 4648, section 4)");
        }
    }

    /** The value exactly as it is written. */
    Slice raw() throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return source.part(start, (int) parser.currentLocation().getByteOffset());
    }

    /** The elements of an array, each exactly as it is written, from one to {@code max} of them. */
    List<Slice> elements(String field, int max) throws IOException {
        String constraint = "an array of 1.." + max + " objects";
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(field, constraint);
        }
        List<Slice> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == max) {
                throw new InvalidPushException(field, "more", constraint);
            }
            elements.add(raw());
        }
        if (elements.isEmpty()) {
            throw new InvalidPushException(field, "empty", constraint);
        }
        return elements;
    }

    private InvalidPushException wrong(String field, String constraint) throws IOException {
        JsonToken token = parser.currentToken();
        String what = token != null && token.isScalarValue() ? parser.getText() : "array or object";
        return new InvalidPushException(field, Shorten.text(what), constraint);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
