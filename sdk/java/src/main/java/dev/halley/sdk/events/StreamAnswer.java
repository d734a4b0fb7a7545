package dev.halley.sdk.events;

import static java.util.Objects.requireNonNull;

/**
 * How a stream stands for this client.
 *
 * @param stream {@code user:<user>} or {@code room:<type>://<id>}
 * @param recovered whether all that was missed follows
 * @param epoch incarnation of the stream; 0: there is no such stream
 * @param offset what comes live is behind it
 */
public record StreamAnswer(String stream, boolean recovered, int epoch, long offset) {

    /** Checks the stream. */
    public StreamAnswer {
        requireNonNull(stream, "stream");
    }
}
