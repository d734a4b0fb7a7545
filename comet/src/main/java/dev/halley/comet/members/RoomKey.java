package dev.halley.comet.members;

import static java.util.Objects.requireNonNull;

/**
 * A room of one app.
 *
 * @param app the tenant
 * @param name {@code type://id}
 */
public record RoomKey(String app, String name) {
    public RoomKey {
        requireNonNull(app, "app");
        requireNonNull(name, "name");
    }
}
