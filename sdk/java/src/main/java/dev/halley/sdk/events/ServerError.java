package dev.halley.sdk.events;

import static java.util.Objects.requireNonNull;

/**
 * The server refused a request; nothing was changed.
 *
 * @param code such as {@code TOO_MANY}, for programs
 * @param message for people
 * @param operation of the request
 */
public record ServerError(String code, String message, int operation) {

    /** Checks the texts. */
    public ServerError {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }
}
