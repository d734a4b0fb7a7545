package dev.halley.comet.streams;

import java.util.function.Consumer;

/** Where streams are read. Never blocks; answers come on any thread, and always come. */
public interface StreamReads {
    /** There is no stream: for a node whose streams are switched off. */
    StreamReads NONE =
            new StreamReads() {
                @Override
                public void read(StreamKey stream, long after, Consumer<StreamPage> done) {
                    done.accept(StreamPage.NO_STREAM);
                }

                @Override
                public void tip(StreamKey stream, Consumer<StreamPage> done) {
                    done.accept(StreamPage.NO_STREAM);
                }
            };

    /**
     * Reads a page of a stream, behind which messages wait.
     *
     * @param after messages above this offset
     * @param done told of it; {@link StreamPage#UNREADABLE} when it could not be read in time
     */
    void read(StreamKey stream, long after, Consumer<StreamPage> done);

    /**
     * Reads a page of a stream for who is behind: nothing else waits for it, so it gives way and has
     * more time.
     *
     * @param after messages above this offset
     * @param done told of it; {@link StreamPage#UNREADABLE} when it could not be read in time
     */
    default void catchUp(StreamKey stream, long after, Consumer<StreamPage> done) {
        read(stream, after, done);
    }

    /**
     * Asks where a stream ends. The answer is of a moment after the call.
     *
     * @param done told of it, in a page without messages
     */
    void tip(StreamKey stream, Consumer<StreamPage> done);

    /**
     * The same for who compares only: it gives way to who waits for a {@link #tip}.
     *
     * @param done told of it, in a page without messages
     */
    default void check(StreamKey stream, Consumer<StreamPage> done) {
        tip(stream, done);
    }
}
