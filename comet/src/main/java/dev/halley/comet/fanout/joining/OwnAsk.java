package dev.halley.comet.fanout.joining;

import dev.halley.comet.streams.StreamPoint;
import org.jspecify.annotations.Nullable;

/**
 * What a session wants of its user's stream.
 *
 * @param tip where the stream ended when the route had been registered, from which on pushes come
 *     live; null: the user has no stream
 * @param after the last message of the stream that the client has seen; null: it asks for none
 */
public record OwnAsk(@Nullable StreamPoint tip, @Nullable StreamPoint after) {
    /** Of a session whose user has no stream. */
    public static final OwnAsk NONE = new OwnAsk(null, null);

    StreamPoint tipOrNone() {
        return tip == null ? StreamPoint.NONE : tip;
    }
}
