package dev.halley.logic.idempotency;

import static java.util.Objects.requireNonNull;

/**
 * A push as a key is bound to it.
 *
 * @param messageId that it has, unless the key has one already
 * @param fingerprint equal for equal pushes only
 */
public record KeyedPush(long messageId, String fingerprint) {
    private static final char SEPARATOR = ':';

    /** Refuses null. */
    public KeyedPush {
        requireNonNull(fingerprint, "fingerprint");
    }

    /** As it is kept: the message id, a colon, the fingerprint. */
    String text() {
        return messageId + String.valueOf(SEPARATOR) + fingerprint;
    }

    /**
     * Reads what is kept.
     *
     * @throws IllegalArgumentException if it is not what {@link #text} writes
     */
    static KeyedPush parse(String text) {
        int end = text.indexOf(SEPARATOR);
        if (end < 1) {
            throw new IllegalArgumentException("idempotency: expected: id:fingerprint");
        }
        return new KeyedPush(Long.parseLong(text.substring(0, end)), text.substring(end + 1));
    }
}
