package dev.halley.logic.auth;

/**
 * What an AUTH body may hold.
 *
 * @param bodyBytes of it
 * @param nameLength characters of a user, key, room or platform
 * @param rooms that a session may ask for at once
 */
public record AuthLimits(int bodyBytes, int nameLength, int rooms) {
    /** Streams that a session may ask to recover: its rooms and its user. */
    int recover() {
        return rooms + 1;
    }

    /** Characters of a stream's name: a kind stands before that of a user or room. */
    int streamLength() {
        return nameLength + "user:".length();
    }
}
