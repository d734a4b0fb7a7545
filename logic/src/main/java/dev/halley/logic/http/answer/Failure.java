package dev.halley.logic.http.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.halley.logic.errors.Causes;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.errors.KeyReusedException;
import dev.halley.logic.errors.UnavailableException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What a caller is told about an exception. The one place where exceptions become HTTP.
 *
 * @param kind of failure
 * @param message for the caller; never a stack trace, a body or a token
 * @param field at fault, as the caller wrote it; empty: no single one
 */
public record Failure(FailureKind kind, String message, Optional<String> field) {
    /** What to say about this exception. */
    public static Failure of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof InvalidPushException invalid) {
            return new Failure(
                    FailureKind.INVALID_FIELD, message(invalid), Optional.of(invalid.field()));
        }
        if (cause instanceof RequestException request) {
            return new Failure(request.kind(), message(request), Optional.empty());
        }
        if (cause instanceof KeyReusedException reused) {
            return new Failure(
                    FailureKind.IDEMPOTENCY_KEY_REUSED,
                    message(reused),
                    Optional.of("idempotency_key"));
        }
        if (cause instanceof UnavailableException unavailable) {
            return new Failure(FailureKind.UNAVAILABLE, message(unavailable), Optional.empty());
        }
        if (cause instanceof JsonProcessingException json) {
            return new Failure(
                    FailureKind.INVALID_JSON,
                    "body: not JSON (expected: one JSON object; " + where(json) + ")",
                    Optional.of("body"));
        }
        if (cause instanceof TimeoutException) {
            return new Failure(FailureKind.UNAVAILABLE, "no answer in time", Optional.empty());
        }
        return new Failure(FailureKind.INTERNAL, "internal error", Optional.empty());
    }

    /** The exception that futures and streams have wrapped. */
    public static Throwable unwrapped(Throwable thrown) {
        Throwable cause = Causes.of(thrown);
        return cause instanceof UncheckedIOException && cause.getCause() != null
                ? cause.getCause()
                : cause;
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it ends early"
                : "line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
