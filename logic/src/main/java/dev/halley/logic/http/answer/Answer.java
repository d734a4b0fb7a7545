package dev.halley.logic.http.answer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * What goes back to the caller.
 *
 * @param status HTTP status
 * @param contentType with its character set
 * @param body as it is sent; shared ones must not be changed
 */
public record Answer(int status, String contentType, Buffer body) {
    /** JSON, in the words RFC 8259 has for it. */
    public static final String JSON = "application/json";

    /** An answer in JSON. */
    public static Answer json(int status, JsonObject body) {
        return new Answer(status, JSON, body.toBuffer());
    }

    /** Plain text. */
    public static Answer text(int status, String body) {
        return new Answer(status, "text/plain; charset=utf-8", Buffer.buffer(body));
    }
}
