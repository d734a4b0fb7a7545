package dev.halley.logic.streams;

/**
 * Where a stream ends.
 *
 * @param epoch incarnation of the stream; 0: there is no such stream
 * @param first lowest offset that is kept; {@code last + 1}: none is
 * @param last offset of the last message; 0: there was none yet
 */
public record StreamTip(int epoch, long first, long last) {
    /** What stands for a stream that is not there. */
    public static final StreamTip NONE = new StreamTip(0, 0, 0);

    /** Whether there is a stream. */
    public boolean exists() {
        return epoch != 0;
    }
}
