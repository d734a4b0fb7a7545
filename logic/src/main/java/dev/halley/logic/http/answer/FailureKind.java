package dev.halley.logic.http.answer;

import java.util.Locale;

/** Every way in which a request can fail, with its HTTP status. */
public enum FailureKind {
    /** A parameter or a field is missing or wrong. */
    INVALID_FIELD(400, "A field is missing or wrong"),
    /** The body is not the JSON it has to be. */
    INVALID_JSON(400, "The body is not valid JSON"),
    /** A page of an origin that is not let in. */
    ORIGIN_REFUSED(403, "Pages of this origin may not call"),
    /** Nothing is served at this path. */
    NOT_FOUND(404, "There is nothing here"),
    /** The user or key that is addressed has no session. */
    NO_SESSION(404, "The user or key has no session"),
    /** The path is served, but not with this method. */
    METHOD_NOT_ALLOWED(405, "This method is not served here"),
    /** The body did not come within its time. */
    BODY_TOO_SLOW(408, "The body came too slowly"),
    /** The idempotency key stands for another push. */
    IDEMPOTENCY_KEY_REUSED(409, "The idempotency key was used for another push"),
    /** The body, or the payload in it, is over its limit. */
    BODY_TOO_LARGE(413, "The body is too large"),
    /** This node has as many requests at work as it takes on. */
    BUSY(503, "Too many requests at once"),
    /** Kafka, Redis or a comet is away. */
    UNAVAILABLE(503, "Something this needs is away"),
    /** A defect of ours. */
    INTERNAL(500, "Something failed on our side");

    private final int status;
    private final String title;

    FailureKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status that says it. */
    public int status() {
        return status;
    }

    /** The kind in words, the same for all of its failures. */
    public String title() {
        return title;
    }

    /** The name in problem types and metrics, such as {@code invalid-field}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
