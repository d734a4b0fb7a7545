package dev.halley.comet.frames;

import static java.util.Objects.requireNonNull;

/**
 * Where a message stands in its stream. Within one epoch an offset always means the same message.
 *
 * @param stream {@code user:<user>} or {@code room:<type>://<id>}; empty without a stream
 * @param epoch incarnation of the stream; 0 without a stream
 * @param offset from 1 on; 0 without a stream
 */
public record Place(String stream, int epoch, long offset) {
    /** Of a message that has no stream. */
    public static final Place NONE = new Place("", 0, 0);

    public Place {
        requireNonNull(stream, "stream");
    }

    /** Whether there is no stream. */
    public boolean isNone() {
        return epoch == 0;
    }
}
