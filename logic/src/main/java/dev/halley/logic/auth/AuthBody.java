package dev.halley.logic.auth;

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
import java.util.Optional;

/**
 * The JSON object of an AUTH frame. A field that is null counts as absent, one that nobody asks for
 * is ignored, and one of the wrong kind is told by its name, never with its content.
 */
public final class AuthBody {
    private static final int NESTING = 16;
    private static final ObjectReader READER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(NESTING)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readerFor(JsonNode.class);

    private final JsonNode json;

    private AuthBody(JsonNode json) {
        this.json = json;
    }

    /**
     * Reads it.
     *
     * @throws AuthenticationException if it is too large, or not one JSON object
     */
    public static AuthBody read(ByteString body, int maxBytes) {
        if (body.size() > maxBytes) {
            throw new AuthenticationException(
                    Reason.TOO_LARGE,
                    "token: " + body.size() + " bytes (expected: at most " + maxBytes + ")");
        }
        JsonNode json;
        try {
            json = READER.readTree(body.newInput());
        } catch (JsonProcessingException e) {
            throw new AuthenticationException(Reason.MALFORMED, "token: not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException("from memory", e);
        }
        if (!json.isObject()) {
            throw new AuthenticationException(Reason.MALFORMED, "token: not a JSON object");
        }
        return new AuthBody(json);
    }

    /** Whether the field is there. */
    public boolean has(String field) {
        return json.hasNonNull(field);
    }

    /** A string field; empty when absent. */
    public String text(String field, int maxLength) {
        return field(field).map(node -> text(field, node, maxLength)).orElse("");
    }

    /** goim's mid as text; empty when it is absent or 0. */
    String mid() {
        return field("mid").map(AuthBody::mid).orElse("");
    }

    private static String mid(JsonNode mid) {
        if (!mid.isIntegralNumber() || !mid.canConvertToLong()) {
            throw invalid("mid", "a 64 bit integer");
        }
        return mid.longValue() == 0 ? "" : Long.toString(mid.longValue());
    }

    /** A field that holds an array; empty when absent. */
    Optional<JsonNode> array(String field) {
        Optional<JsonNode> node = field(field);
        if (node.isPresent() && !node.get().isArray()) {
            throw invalid(field, "an array");
        }
        return node;
    }

    private Optional<JsonNode> field(String field) {
        JsonNode node = json.path(field);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** The node as a string that is not too long. */
    static String text(String field, JsonNode node, int maxLength) {
        if (!node.isTextual() || node.textValue().length() > maxLength) {
            throw invalid(field, "a string of at most " + maxLength + " characters");
        }
        return node.textValue();
    }

    /** A field does not hold what it should. */
    public static AuthenticationException invalid(String field, String constraint) {
        return new AuthenticationException(
                Reason.INVALID, field + ": not valid (expected: " + constraint + ")");
    }
}
