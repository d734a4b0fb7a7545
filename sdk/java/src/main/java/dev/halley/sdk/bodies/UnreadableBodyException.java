package dev.halley.sdk.bodies;

import org.jspecify.annotations.Nullable;

/** A body from the server is not the JSON that its operation has; the connection is of no use. */
public final class UnreadableBodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableBodyException() {
        this(null);
    }

    UnreadableBodyException(@Nullable Throwable cause) {
        super("the server sent a body that is not the JSON expected", cause, false, false);
    }
}
