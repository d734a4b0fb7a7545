package dev.halley.comet.frames;

import static java.util.Objects.requireNonNull;

/**
 * What a push says, ready to be encoded.
 *
 * @param operation its type, as in the frame
 * @param payload body of the frame; shared, never changed
 * @param messageId unique in the app
 * @param expiresAtMs milliseconds since 1970 after which it is dropped; 0: never
 * @param times when it passed the stages before
 * @param place where it stands in its stream, or {@link Place#NONE}
 */
@SuppressWarnings("ArrayRecordComponent") // the payload is shared and never compared
public record Message(
        int operation,
        byte[] payload,
        long messageId,
        long expiresAtMs,
        StageTimes times,
        Place place) {
    public Message {
        requireNonNull(payload, "payload");
        requireNonNull(times, "times");
        requireNonNull(place, "place");
    }

    /** Whether its time has passed. */
    public boolean expired(long nowMs) {
        return expiresAtMs != 0 && expiresAtMs <= nowMs;
    }

    /** The same message at another place: a push to several users has one in each user's stream. */
    public Message at(Place other) {
        return new Message(operation, payload, messageId, expiresAtMs, times, other);
    }
}
