package dev.halley.logic.errors;

/**
 * The idempotency key stands for another push. The same request will never be accepted with it. No
 * stack trace.
 */
public final class KeyReusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says so without the key. */
    public KeyReusedException() {
        super(
                "the idempotency key was used for another push (expected: the same target,"
                        + " operation, payload and ttl_s, or another key)",
                null,
                false,
                false);
    }
}
