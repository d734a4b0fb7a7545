package dev.halley.logic.http.goim;

import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.answer.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Answers as goim words them: a code, a message and, where there is some, data. A refused parameter
 * is plain text by its content type, because that is what a running goim sends (its web framework
 * has written the head before the body is known to be JSON).
 */
final class GoimAnswers {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int REQUEST_ERROR = -400;
    private static final int SERVER_ERROR = -500;

    /** A push was accepted. */
    static final Answer OK = json(200, body(0, ""));

    /** Keys were asked for, and none given: goim says so with status 200 and without a message. */
    static final Answer NO_KEYS = json(200, body(REQUEST_ERROR, ""));

    private GoimAnswers() {}

    /** Data: an object or an array. */
    static Answer data(Object data) {
        return json(200, body(0, "").put("data", data));
    }

    /** A failure: code -400 with its own status for the caller's, -500 with 500 for ours. */
    static Answer failure(Failure failure) {
        int status = failure.kind().status();
        if (status >= 500) {
            return json(500, body(SERVER_ERROR, failure.message()));
        }
        Buffer body = body(REQUEST_ERROR, failure.message()).toBuffer();
        return new Answer(status, TEXT, body);
    }

    private static JsonObject body(int code, String message) {
        return new JsonObject().put("code", code).put("message", message);
    }

    private static Answer json(int status, JsonObject body) {
        return new Answer(status, JSON, body.toBuffer());
    }
}
