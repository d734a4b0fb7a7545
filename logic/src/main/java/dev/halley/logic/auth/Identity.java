package dev.halley.logic.auth;

import java.util.List;

/**
 * Who a session belongs to, and what it asked for.
 *
 * @param user empty: nobody in particular; the session is reached by its key, room and broadcasts
 * @param key of the session; never empty
 * @param room {@code type://id}; empty: in no room
 * @param platform as the client names it; may be empty
 * @param accepts operations that the session receives
 */
public record Identity(
        String user, String key, String room, String platform, List<Integer> accepts) {
    /** Copies the list. */
    public Identity {
        accepts = List.copyOf(accepts);
    }
}
