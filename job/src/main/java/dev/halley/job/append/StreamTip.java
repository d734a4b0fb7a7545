package dev.halley.job.append;

/**
 * Where a stream ends.
 *
 * @param epoch incarnation of the stream; 0: not known, so that it is no proof of anything, only
 *     that offsets were given up to the last
 * @param last offset of its last message; 0: it has none yet
 */
public record StreamTip(int epoch, long last) {
    /** Nothing is known. */
    public static final StreamTip UNKNOWN = new StreamTip(0, 0);

    /**
     * What to remember once this was answered: itself, but if it is no proof the higher of both; it
     * takes the other's proof away if the other knows less.
     */
    StreamTip after(StreamTip remembered) {
        return epoch == 0 && last <= remembered.last() ? remembered : this;
    }
}
