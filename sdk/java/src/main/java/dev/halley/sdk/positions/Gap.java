package dev.halley.sdk.positions;

import static java.util.Objects.requireNonNull;

/**
 * Messages of a stream that this client was not sent, and will not be by itself.
 *
 * @param stream {@code user:<user>} or {@code room:<type>://<id>}
 * @param epoch incarnation of the stream
 * @param from offset of the first that is missing
 * @param to offset of the last that is missing; below {@code from}: it is not known how many are
 */
public record Gap(String stream, int epoch, long from, long to) {

    /** Checks the stream. */
    public Gap {
        requireNonNull(stream, "stream");
    }
}
