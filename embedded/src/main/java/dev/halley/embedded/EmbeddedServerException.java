package dev.halley.embedded;

/** An embedded server cannot start. The message is for people and says what to do where it can. */
public final class EmbeddedServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the reason in the message. */
    public EmbeddedServerException(String message) {
        super(message);
    }

    /** With the reason in the message and what led to it. */
    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
