package dev.halley.logic.http.v1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.google.protobuf.ByteString;
import dev.halley.api.logic.OffsetEntry;
import dev.halley.api.record.StreamEntry;
import dev.halley.logic.streams.StreamPage;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A page of a stream in JSON. A payload that is JSON stands in it as it was pushed, digit by digit;
 * any other in base64.
 */
final class PageJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PageJson() {}

    static Buffer of(String stream, StreamPage page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("stream", stream);
            json.writeNumberField("epoch", Integer.toUnsignedLong(page.tip().epoch()));
            json.writeStringField("first", Long.toString(page.tip().first()));
            json.writeStringField("last", Long.toString(page.tip().last()));
            json.writeArrayFieldStart("messages");
            for (OffsetEntry entry : page.entries()) {
                message(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private static void message(JsonGenerator json, OffsetEntry at) throws IOException {
        StreamEntry entry = at.getEntry();
        json.writeStartObject();
        json.writeStringField("offset", Long.toString(at.getOffset()));
        json.writeStringField("id", Long.toString(entry.getMessageId()));
        json.writeNumberField("operation", entry.getOperation());
        json.writeStringField(
                "accepted_at",
                Instant.EPOCH.plus(entry.getAcceptedAtUs(), ChronoUnit.MICROS).toString());
        if (entry.getExpiresAtMs() != 0) {
            json.writeStringField(
                    "expires_at", Instant.ofEpochMilli(entry.getExpiresAtMs()).toString());
        }
        Optional<String> text = json(entry.getPayload());
        if (text.isPresent()) {
            json.writeFieldName("payload");
            json.writeRawValue(text.get());
        } else {
            json.writeFieldName("payload_base64");
            json.writeBinary(entry.getPayload().toByteArray());
        }
        json.writeEndObject();
    }

    // As text first: a parser of bytes takes other encodings than UTF-8 for JSON too.
    private static Optional<String> json(ByteString payload) {
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(payload.asReadOnlyByteBuffer())
                            .toString();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        return isOneValue(text) ? Optional.of(text) : Optional.empty();
    }

    private static boolean isOneValue(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
