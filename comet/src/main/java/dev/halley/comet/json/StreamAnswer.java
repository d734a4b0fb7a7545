package dev.halley.comet.json;

import java.util.Optional;

/**
 * What a client is told of one stream.
 *
 * @param stream its name
 * @param recovered whether everything behind the asked place follows
 * @param epoch of the stream; 0: it is none of the session's
 * @param offset where the stream stood when the answer was written
 * @param reason why it is not there at all; empty when it is
 */
public record StreamAnswer(
        String stream, boolean recovered, int epoch, long offset, Optional<String> reason) {
    /** A stream that the session gets. */
    public static StreamAnswer of(String stream, boolean recovered, int epoch, long offset) {
        return new StreamAnswer(stream, recovered, epoch, offset, Optional.empty());
    }

    /** A stream that is none of the session's. */
    public static StreamAnswer unknown(String stream) {
        return new StreamAnswer(stream, false, 0, 0, Optional.of("UNKNOWN_STREAM"));
    }
}
