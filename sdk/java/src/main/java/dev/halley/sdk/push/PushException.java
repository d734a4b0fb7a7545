package dev.halley.sdk.push;

import static java.util.Objects.requireNonNull;

/** A push that was not accepted, or of which that is not known. */
public final class PushException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** Too many pushes without an answer; nothing was sent. */
        TOO_MANY_IN_FLIGHT(false),
        /** Nobody took the connection; nothing was sent. */
        UNREACHABLE(false),
        /** The server refused the push as it is; a repeat will not help. */
        REFUSED(false),
        /** The server could not take it now; a repeat may help. */
        UNAVAILABLE(true),
        /** No answer in time. */
        TIMEOUT(true),
        /** The connection broke before the answer. */
        CONNECTION_LOST(true),
        /** The answer was not one of a push API. */
        BAD_ANSWER(true);

        private final boolean mayBeAccepted;

        Kind(boolean mayBeAccepted) {
            this.mayBeAccepted = mayBeAccepted;
        }
    }

    private final Kind kind;
    private final int status;

    PushException(Kind kind, int status, String message) {
        super(message);
        this.kind = requireNonNull(kind, "kind");
        this.status = status;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Whether the push may have been accepted nevertheless, so that a repeat without an
     * idempotency key may deliver twice. */
    public boolean mayBeAccepted() {
        return kind.mayBeAccepted;
    }
}
