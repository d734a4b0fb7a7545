package dev.halley.comet.streams;

/**
 * Where a session stands in a stream at the moment of its cut.
 *
 * @param recovered every message between the place it asked from and {@code offset} follows at
 *     once; false: it asked for none, or that they are all there cannot be shown
 * @param epoch incarnation of the stream; 0: there is no stream
 * @param offset of the last message before the live ones
 */
public record JoinedRoom(boolean recovered, int epoch, long offset) {
    /** Of a room or a session without a stream. */
    public static final JoinedRoom WITHOUT_STREAM = new JoinedRoom(false, 0, 0);
}
