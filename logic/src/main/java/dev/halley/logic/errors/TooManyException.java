package dev.halley.logic.errors;

/** The caller has as many of something as it may have. Nothing was changed. No stack trace. */
public final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names what there are too many of, as {@code name: value (expected: constraint)}. */
    public TooManyException(String message) {
        super(message, null, false, false);
    }
}
