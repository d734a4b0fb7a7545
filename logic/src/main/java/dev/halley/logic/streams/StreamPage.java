package dev.halley.logic.streams;

import static java.util.Objects.requireNonNull;

import dev.halley.api.logic.OffsetEntry;
import java.util.List;

/**
 * A part of a stream.
 *
 * @param tip of the stream, in the same moment
 * @param entries without holes, from the first one that was asked for and is kept
 */
public record StreamPage(StreamTip tip, List<OffsetEntry> entries) {
    /** A page of a stream that is not there. */
    public static final StreamPage NONE = new StreamPage(StreamTip.NONE, List.of());

    /** Copies the entries. */
    public StreamPage {
        requireNonNull(tip, "tip");
        entries = List.copyOf(entries);
    }
}
