package dev.halley.logic.auth;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import dev.halley.logic.errors.AuthenticationException;
import dev.halley.logic.errors.AuthenticationException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Believes what the client says, as goim does: JSON {@code
 * {"mid":123,"key":"","room_id":"live://1000","platform":"web","accepts":[1000]}}, or {@code user},
 * a string, in place of {@code mid}. Without a mid, or with 0, the session has no user. An absent or
 * empty key is generated. Fields not named here are ignored. (goim: internal/logic/conn.go)
 */
public final class OpenAuthenticator implements Authenticator {
    private static final int NESTING = 16;

    private final int maxTokenBytes;
    private final int maxNameLength;
    private final Supplier<String> newKey;
    private final ObjectReader reader;

    /**
     * An authenticator with these limits.
     *
     * @param maxTokenBytes of the AUTH body
     * @param maxNameLength characters of a user, key, room or platform
     * @param newKey makes the key of a session that brings none
     */
    public OpenAuthenticator(int maxTokenBytes, int maxNameLength, Supplier<String> newKey) {
        this.maxTokenBytes = maxTokenBytes;
        this.maxNameLength = maxNameLength;
        this.newKey = requireNonNull(newKey, "newKey");
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder().maxNestingDepth(NESTING).build())
                        .build();
        this.reader =
                JsonMapper.builder(factory)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build()
                        .readerFor(JsonNode.class);
    }

    @Override
    public Identity authenticate(ByteString token) {
        if (token.size() > maxTokenBytes) {
            throw new AuthenticationException(
                    Reason.TOO_LARGE,
                    "token: " + token.size() + " bytes (expected: at most " + maxTokenBytes + ")");
        }
        JsonNode json = parse(token);
        String key = text(json, "key");
        return new Identity(
                user(json),
                key.isEmpty() ? newKey.get() : key,
                text(json, "room_id"),
                text(json, "platform"),
                accepts(json));
    }

    private JsonNode parse(ByteString token) {
        JsonNode json;
        try {
            json = reader.readTree(token.newInput());
        } catch (JsonProcessingException e) {
            throw new AuthenticationException(Reason.MALFORMED, "token: not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("from memory", e);
        }
        if (!json.isObject()) {
            throw new AuthenticationException(Reason.MALFORMED, "token: not a JSON object");
        }
        return json;
    }

    private String user(JsonNode json) {
        JsonNode mid = json.path("mid");
        if (mid.isMissingNode() || mid.isNull()) {
            return text(json, "user");
        }
        if (!mid.isIntegralNumber() || !mid.canConvertToLong()) {
            throw invalid("mid", "a 64 bit integer");
        }
        return mid.longValue() == 0 ? text(json, "user") : Long.toString(mid.longValue());
    }

    private String text(JsonNode json, String field) {
        JsonNode node = json.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isTextual() || node.textValue().length() > maxNameLength) {
            throw invalid(field, "a string of at most " + maxNameLength + " characters");
        }
        return node.textValue();
    }

    private static List<Integer> accepts(JsonNode json) {
        JsonNode node = json.path("accepts");
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw invalid("accepts", "an array");
        }
        List<Integer> accepts = new ArrayList<>(node.size());
        for (JsonNode operation : node) {
            if (!operation.isIntegralNumber() || !operation.canConvertToInt()) {
                throw invalid("accepts", "32 bit integers");
            }
            accepts.add(operation.intValue());
        }
        return accepts;
    }

    private static AuthenticationException invalid(String field, String constraint) {
        return new AuthenticationException(
                Reason.INVALID, field + ": not valid (expected: " + constraint + ")");
    }
}
