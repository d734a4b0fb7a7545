package dev.halley.comet.upstream.calls;

import io.grpc.Status;
import java.util.concurrent.CompletionException;

/** Why logic did not let a session in. */
public enum LogicRefusal {
    /** The token is not good. */
    REFUSED,
    /** A limit is reached. */
    TOO_MANY,
    /** No logic answered, or none that could tell. */
    UNAVAILABLE;

    /** What the failure of a call means. */
    public static LogicRefusal of(Throwable failure) {
        Throwable cause = failure.getCause();
        Throwable root = failure instanceof CompletionException && cause != null ? cause : failure;
        return switch (Status.fromThrowable(root).getCode()) {
            case UNAUTHENTICATED, INVALID_ARGUMENT, PERMISSION_DENIED -> REFUSED;
            case RESOURCE_EXHAUSTED -> TOO_MANY;
            default -> UNAVAILABLE;
        };
    }
}
