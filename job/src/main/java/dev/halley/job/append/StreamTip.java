package dev.halley.job.append;

/**
 * Where a stream ends.
 *
 * @param epoch incarnation of the stream; 0: not known, so that it is no proof of anything, only
 *     that offsets were given up to the last
 * @param last offset of its last message; 0: it has none yet
 */
public record StreamTip(int epoch, long last) implements StreamEnd {
    /** Nothing is known. */
    public static final StreamTip UNKNOWN = new StreamTip(0, 0);

    @Override
    public StreamTip tip() {
        return this;
    }
}
