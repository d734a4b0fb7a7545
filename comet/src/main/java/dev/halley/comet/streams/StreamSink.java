package dev.halley.comet.streams;

import dev.halley.comet.frames.Message;

/** What a {@link StreamCursor} decides, in the order in which it is to happen. */
public interface StreamSink {
    /**
     * Goes out now, behind what went out before.
     *
     * @param message with its place in the epoch that the reader is in by now
     */
    void deliver(Streamed streamed, Message message);

    /** Does not go out: it did before, or belongs to an epoch that is over. */
    void drop(Streamed streamed);

    /** Messages will not come: who reads the stream is to be told. */
    void gap(Gap gap);
}
