package dev.halley.logic.http.v1;

import dev.halley.logic.errors.InvalidPushException;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** The header {@code Idempotency-Key}; its value is the key, as it stands there. */
final class IdempotencyHeader {
    private static final String NAME = "Idempotency-Key";

    private IdempotencyHeader() {}

    /**
     * The key; empty without the header.
     *
     * @throws InvalidPushException if the header is there twice
     */
    static Optional<String> of(HttpServerRequest request) {
        List<String> values = request.headers().getAll(NAME);
        if (values.size() > 1) {
            throw new InvalidPushException(NAME, values.size() + " of them", "one");
        }
        return values.stream().findFirst();
    }

    /** For what has no single key: taken for nothing, the header would promise too much. */
    static void refuse(HttpServerRequest request) {
        if (request.headers().contains(NAME)) {
            throw new InvalidPushException(
                    NAME, "beside a batch", "idempotency_key in each of its pushes");
        }
    }
}
