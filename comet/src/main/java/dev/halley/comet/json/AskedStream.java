package dev.halley.comet.json;

import static java.util.Objects.requireNonNull;

/**
 * A place in a stream, as a client says that it has it.
 *
 * @param stream name of the stream; may be none at all
 * @param epoch 0 to the largest int
 * @param offset of the last message that it has, at least 0
 */
public record AskedStream(String stream, int epoch, long offset) {
    /** Checks that there is a name. */
    public AskedStream {
        requireNonNull(stream, "stream");
    }
}
