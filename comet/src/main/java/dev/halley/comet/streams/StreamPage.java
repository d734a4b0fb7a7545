package dev.halley.comet.streams;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Message;
import java.util.List;

/**
 * A part of a stream as it was read.
 *
 * @param epoch incarnation of the stream; 0: {@link #NO_STREAM} or {@link #UNREADABLE}
 * @param first lowest offset that is kept; {@code last + 1} when nothing is
 * @param last the stream's tip when it was read
 * @param messages in order and without holes, from behind the place that was asked for, or from
 *     {@code first} if that is higher
 * @param lineage the stream's epochs before this one
 */
public record StreamPage(
        int epoch, long first, long last, List<Message> messages, Lineage lineage) {
    /** Of a stream that could not be read. */
    public static final StreamPage UNREADABLE = new StreamPage(0, 1, 0, List.of());

    /** Streams of the kind are off. */
    public static final StreamPage NO_STREAM = new StreamPage(0, 1, 0, List.of(), Lineage.NONE);

    public StreamPage {
        messages = List.copyOf(messages);
        requireNonNull(lineage, "lineage");
    }

    /** Of an epoch of which it is not known what came before. */
    public StreamPage(int epoch, long first, long last, List<Message> messages) {
        this(epoch, first, last, messages, Lineage.UNKNOWN);
    }

    /** The stream's end. */
    public StreamPoint tip() {
        return new StreamPoint(epoch, last, lineage);
    }

    /** Whether it is of a stream. */
    public boolean isReadable() {
        return epoch != 0;
    }

    /** Whether it says that there is none. */
    public boolean isNoStream() {
        return equals(NO_STREAM);
    }
}
