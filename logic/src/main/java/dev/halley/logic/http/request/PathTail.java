package dev.halley.logic.http.request;

import dev.halley.logic.errors.InvalidPushException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A room's name at the end of a path. Taken from the path as it came: a router makes one slash of
 * two, and a room's name has two.
 */
public final class PathTail {
    private static final String SCHEME = "://";

    private PathTail() {}

    /**
     * What follows the prefix, decoded; a plus is a plus.
     *
     * @throws InvalidPushException if nothing follows, an escape is not one, or it is not {@code
     *     type://id}
     */
    public static String after(String prefix, String path) {
        String tail = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
        if (tail.isEmpty()) {
            throw new InvalidPushException("room", "missing", "type://id in the path");
        }
        String room = decoded(tail);
        int scheme = room.indexOf(SCHEME);
        if (scheme < 1 || scheme + SCHEME.length() == room.length()) {
            throw new InvalidPushException("room", Shorten.text(room), "type://id");
        }
        return room;
    }

    private static String decoded(String tail) {
        try {
            return URLDecoder.decode(tail.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidPushException("room", Shorten.text(tail), "percent-encoded");
        }
    }
}
