package dev.halley.logic.auth;

import dev.halley.api.rooms.RoomRights;

/**
 * Who a session belongs to, and what it asked for.
 *
 * @param user empty: nobody in particular; the session is reached by its key, room and broadcasts
 * @param key of the session; never empty
 * @param platform as the client names it; may be empty
 * @param wishes what the session wants to receive
 * @param rights rooms that it may be in; they allow {@link Wishes#room}
 */
public record Identity(String user, String key, String platform, Wishes wishes, RoomRights rights) {
    /** An identity that may be in every room. */
    public Identity(String user, String key, String platform, Wishes wishes) {
        this(user, key, platform, wishes, RoomRights.ANY);
    }
}
