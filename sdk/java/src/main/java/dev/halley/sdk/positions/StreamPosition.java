package dev.halley.sdk.positions;

/**
 * A place in a stream: everything up to the offset is behind the client.
 *
 * @param epoch incarnation of the stream, above 0. Two epochs have no order
 * @param offset of the last message behind it; 0 before the first
 */
public record StreamPosition(int epoch, long offset) {

    /** Checks the values. */
    public StreamPosition {
        if (epoch <= 0) {
            throw new IllegalArgumentException("epoch: " + epoch + " (expected: > 0)");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("offset: " + offset + " (expected: >= 0)");
        }
    }
}
