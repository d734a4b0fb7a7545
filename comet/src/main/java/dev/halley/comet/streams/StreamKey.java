package dev.halley.comet.streams;

import static java.util.Objects.requireNonNull;

/**
 * A stream of one app.
 *
 * @param app the tenant
 * @param name {@code user:<user>} or {@code room:<type>://<id>}
 */
public record StreamKey(String app, String name) {
    private static final String USER = "user:";
    private static final String ROOM = "room:";

    public StreamKey {
        requireNonNull(app, "app");
        requireNonNull(name, "name");
    }

    /** The stream of a room. */
    public static StreamKey ofRoom(String app, String room) {
        return new StreamKey(app, ROOM + room);
    }

    /** The stream of a user. */
    public static StreamKey ofUser(String app, String user) {
        return new StreamKey(app, USER + user);
    }
}
