package dev.halley.sdk;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Who the session belongs to and what it wants to receive: the content of the AUTH frame.
 *
 * @param user the user. In version 1 a decimal number is sent as goim's {@code mid}, anything else
 *     as {@code user}, which a goim server refuses; empty: nobody. With a token, the token says it
 * @param key the session's unique key; empty: the server makes one, at every connect in version 1
 * @param rooms {@code type://id} each; in version 1 at most one
 * @param platform free text such as {@code web} or {@code android}
 * @param accepts operations to receive. Version 1: of pushes to the key, the user and everyone;
 *     none: none of these; pushes to the room always arrive. Version 2: of every push; none: all
 */
public record Identity(
        String user, String key, List<String> rooms, String platform, List<Integer> accepts) {

    /** Checks the values and copies the lists. */
    public Identity {
        requireNonNull(user, "user");
        requireNonNull(key, "key");
        rooms = List.copyOf(rooms);
        requireNonNull(platform, "platform");
        accepts = List.copyOf(accepts);
    }

    /** A user without key or rooms that accepts the given operations. */
    public static Identity ofUser(String user, Integer... accepts) {
        return new Identity(user, "", List.of(), "java", List.of(accepts));
    }

    /** This identity with another key. */
    public Identity withKey(String newKey) {
        return new Identity(user, newKey, rooms, platform, accepts);
    }

    /** This identity in one room, whatever it had before; empty: in none. */
    public Identity withRoom(String room) {
        return withRooms(room.isEmpty() ? List.of() : List.of(room));
    }

    /** This identity in other rooms. */
    public Identity withRooms(List<String> newRooms) {
        return new Identity(user, key, newRooms, platform, accepts);
    }

    /** This identity on another platform. */
    public Identity withPlatform(String newPlatform) {
        return new Identity(user, key, rooms, newPlatform, accepts);
    }

    /** This identity with other accepted operations. */
    public Identity withAccepts(List<Integer> newAccepts) {
        return new Identity(user, key, rooms, platform, newAccepts);
    }
}
