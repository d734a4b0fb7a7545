package dev.halley.logic.errors;

import static java.util.Objects.requireNonNull;

/** The caller's request is wrong; the same request will never be accepted. No stack trace. */
public final class InvalidPushException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Names the field at fault.
     *
     * @param field as the caller wrote it, such as {@code room}
     * @param value what it holds, shortened if long
     * @param constraint what would be right
     */
    public InvalidPushException(String field, Object value, String constraint) {
        super(field + ": " + value + " (expected: " + constraint + ")", null, false, false);
        this.field = requireNonNull(field, "field");
    }

    /** The field at fault. */
    public String field() {
        return field;
    }
}
