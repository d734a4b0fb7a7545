package dev.halley.logic.http.v1;

import dev.halley.logic.http.answer.Answer;
import dev.halley.logic.http.answer.Failure;
import dev.halley.logic.http.answer.FailureFormat;
import io.vertx.core.json.JsonObject;

/** Failures as problem details (RFC 9457), with the field at fault as an extension. */
public final class Problems implements FailureFormat {
    private static final String TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "urn:halley:problem:";

    @Override
    public Answer format(Failure failure) {
        return new Answer(failure.kind().status(), TYPE, body(failure).toBuffer());
    }

    /** The problem as JSON, for answers that hold several. */
    static JsonObject body(Failure failure) {
        JsonObject body =
                new JsonObject()
                        .put("type", TYPE_PREFIX + failure.kind().label())
                        .put("title", failure.kind().title())
                        .put("status", failure.kind().status())
                        .put("detail", failure.message());
        failure.field().ifPresent(field -> body.put("field", field));
        return body;
    }
}
