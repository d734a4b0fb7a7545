package dev.halley.comet.frames;

import static java.util.Objects.requireNonNull;

/**
 * Where a message stands in its stream. Within one epoch an offset always means the same message.
 *
 * @param stream {@code user:<user>} or {@code room:<type>://<id>}; empty without a stream
 * @param epoch incarnation of the stream; 0 without a stream
 * @param offset from 1 on; 0 without a stream
 * @param lineage the stream's epochs before this one
 */
public record Place(String stream, int epoch, long offset, Lineage lineage) {
    /** Of a message that has no stream. */
    public static final Place NONE = new Place("", 0, 0);

    public Place {
        requireNonNull(stream, "stream");
        requireNonNull(lineage, "lineage");
    }

    /** A place in an epoch of which it is not known what came before. */
    public Place(String stream, int epoch, long offset) {
        this(stream, epoch, offset, Lineage.UNKNOWN);
    }

    /** Whether there is no stream. */
    public boolean isNone() {
        return epoch == 0;
    }
}
