package dev.halley.comet.streams;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Place;

/**
 * How far somebody is in a stream.
 *
 * @param epoch incarnation of the stream, above 0; 0: there is none
 * @param offset of the last message seen; 0: none
 * @param lineage the stream's epochs before this one
 */
public record StreamPoint(int epoch, long offset, Lineage lineage) {
    /** In no stream. */
    public static final StreamPoint NONE = new StreamPoint(0, 0);

    public StreamPoint {
        requireNonNull(lineage, "lineage");
    }

    /** In an epoch of which it is not known what came before. */
    public StreamPoint(int epoch, long offset) {
        this(epoch, offset, Lineage.UNKNOWN);
    }

    /** In front of a message. */
    public static StreamPoint before(Place place) {
        return new StreamPoint(place.epoch(), place.offset() - 1, place.lineage());
    }

    /** Whether both are at one place. */
    public boolean isAt(StreamPoint other) {
        return epoch == other.epoch && offset == other.offset;
    }

    /** Whether somebody who is here has not seen all of a stream that ends there. */
    public boolean isShortOf(StreamPoint tip) {
        return epoch != tip.epoch() || offset < tip.offset();
    }
}
