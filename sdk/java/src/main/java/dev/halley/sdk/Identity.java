package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Who the session belongs to and what it wants to receive: the content of the AUTH frame.
 *
 * @param user the user; a decimal number is sent as goim's {@code mid}, anything else as {@code
 *     user}, which a server with version 1 authentication refuses; empty: mid 0
 * @param key the session's unique key; empty: the server makes one at every connect
 * @param room {@code type://id}; empty: no room
 * @param platform free text such as {@code web} or {@code android}
 * @param accepts operations to receive of pushes to the key, the user and everyone; none: none of
 *     these. Pushes to the room always arrive
 */
public record Identity(
        String user, String key, String room, String platform, List<Integer> accepts) {

    /** Checks the values and copies the list. */
    public Identity {
        requireNonNull(user, "user");
        requireNonNull(key, "key");
        requireNonNull(room, "room");
        requireNonNull(platform, "platform");
        accepts = List.copyOf(accepts);
    }

    /** A user without key or room that accepts the given operations. */
    public static Identity ofUser(String user, Integer... accepts) {
        return new Identity(user, "", "", "java", List.of(accepts));
    }

    /** This identity with another key. */
    public Identity withKey(String newKey) {
        return new Identity(user, newKey, room, platform, accepts);
    }

    /** This identity in another room; empty: in none. */
    public Identity withRoom(String newRoom) {
        return new Identity(user, key, newRoom, platform, accepts);
    }

    /** This identity on another platform. */
    public Identity withPlatform(String newPlatform) {
        return new Identity(user, key, room, newPlatform, accepts);
    }

    /** This identity with other accepted operations. */
    public Identity withAccepts(List<Integer> newAccepts) {
        return new Identity(user, key, room, platform, newAccepts);
    }
}
