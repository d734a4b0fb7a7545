package dev.halley.comet.streams;

/**
 * Messages on their way to readers who were there before it was known where the stream ends: they are
 * not behind that end for them. They come in order; each is taken once.
 */
final class Latecomers {
    private final long upTo;
    private long taken;

    /** Messages up to this offset may be late. */
    Latecomers(long upTo) {
        this.upTo = upTo;
    }

    /** Whether it is late, and comes for the first time. */
    boolean take(long offset) {
        if (offset <= taken || offset > upTo) {
            return false;
        }
        taken = offset;
        return true;
    }
}
