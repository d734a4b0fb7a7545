package dev.halley.logic.http.answer;

/** The request as such cannot be served: too large, too slow, too many. No stack trace. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /** Says why, in words for the caller. */
    public RequestException(FailureKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** What kind of failure it is. */
    public FailureKind kind() {
        return kind;
    }
}
