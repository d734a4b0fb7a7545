package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

/** A request or a connect that did not succeed; {@link #kind()} says how. */
public final class ClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The client is not online; nothing was sent. */
        NOT_ONLINE,
        /** Too many requests without a reply; nothing was sent. */
        TOO_MANY_IN_FLIGHT,
        /** Too many messages wait for the client to be online; nothing was sent. */
        QUEUE_FULL,
        /** The server refused it, and did nothing; {@link #code()} says why. */
        REFUSED,
        /** No reply in time; the server may have acted. */
        TIMEOUT,
        /** The connection was lost before the reply; the server may have acted. */
        CONNECTION_LOST,
        /** The client was closed, or gave up. */
        CLOSED
    }

    private final Kind kind;
    private final String code;

    /** Without a stack trace, which would only show an event loop. */
    public ClientException(Kind kind, String message) {
        this(kind, message, "");
    }

    /** With the code of the server's error. */
    public ClientException(Kind kind, String message, String code) {
        super(message, null, false, false);
        this.kind = requireNonNull(kind, "kind");
        this.code = requireNonNull(code, "code");
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The server's code, such as {@code RATE_LIMITED}; empty unless it {@link Kind#REFUSED}. */
    public String code() {
        return code;
    }
}
