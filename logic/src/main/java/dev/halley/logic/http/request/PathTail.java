package dev.halley.logic.http.request;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.runtime.streams.StreamName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A name at the end of a path. Taken from the path as it came: a router makes one slash of two, and a
 * room's name has two.
 */
public final class PathTail {
    private static final String SCHEME = "://";

    private PathTail() {}

    /**
     * The room that follows the prefix, decoded; a plus is a plus.
     *
     * @throws InvalidPushException if nothing follows, an escape is not one, or it is not {@code
     *     type://id}
     */
    public static String room(String prefix, String path) {
        String room = text("room", prefix, path);
        if (!isRoom(room)) {
            throw new InvalidPushException("room", Shorten.text(room), "type://id");
        }
        return room;
    }

    /**
     * The stream that follows the prefix, in the same way.
     *
     * @throws InvalidPushException if nothing follows, an escape is not one, or it is no stream's name
     */
    public static StreamName stream(String prefix, String path) {
        String text = text("stream", prefix, path);
        return StreamName.parse(text)
                .filter(name -> name.kind() == StreamName.Kind.USER || isRoom(name.id()))
                .orElseThrow(
                        () ->
                                new InvalidPushException(
                                        "stream",
                                        Shorten.text(text),
                                        "user:<user> or room:<type>://<id>"));
    }

    private static boolean isRoom(String text) {
        int scheme = text.indexOf(SCHEME);
        return scheme >= 1 && scheme + SCHEME.length() < text.length();
    }

    private static String text(String field, String prefix, String path) {
        String tail = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
        if (tail.isEmpty()) {
            throw new InvalidPushException(field, "missing", "a " + field + " in the path");
        }
        try {
            return URLDecoder.decode(tail.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidPushException(field, Shorten.text(tail), "percent-encoded");
        }
    }
}
