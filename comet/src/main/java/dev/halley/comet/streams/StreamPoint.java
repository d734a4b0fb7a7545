package dev.halley.comet.streams;

/**
 * How far somebody is in a stream.
 *
 * @param epoch incarnation of the stream, above 0; 0: there is none
 * @param offset of the last message seen; 0: none
 */
public record StreamPoint(int epoch, long offset) {
    /** In no stream. */
    public static final StreamPoint NONE = new StreamPoint(0, 0);

    /** Whether somebody who is here has not seen all of a stream that ends there. */
    public boolean isShortOf(StreamPoint tip) {
        return epoch != tip.epoch() || offset < tip.offset();
    }
}
