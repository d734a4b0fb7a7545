package dev.halley.logic.record;

/**
 * What one push may hold.
 *
 * @param app the tenant that is served
 * @param payloadBytes bytes of payload
 * @param targets users or keys of one push
 * @param rooms rooms of one push; each becomes a record
 * @param nameLength characters of a user, key or room
 */
public record PushLimits(String app, int payloadBytes, int targets, int rooms, int nameLength) {
    /** Most bytes of a record, whatever it holds: brokers take a megabyte with its framing. */
    static final int RECORD_BYTES = 900_000;

    // Fixed fields, the app, the trace context and lengths.
    private static final int OVERHEAD_BYTES = 4_096;

    /** Checks that the largest push fits a record. */
    public PushLimits {
        if (payloadBytes < 1 || payloadBytes > RECORD_BYTES / 2) {
            throw new IllegalArgumentException(
                    "payloadBytes: " + payloadBytes + " (expected: 1.." + RECORD_BYTES / 2 + ")");
        }
    }

    /** Bytes that all users or keys of a push may have together, so that a record holds them. */
    int targetBytes() {
        return RECORD_BYTES - OVERHEAD_BYTES - payloadBytes;
    }
}
