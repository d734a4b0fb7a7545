package dev.halley.job.deliver;

import dev.halley.api.comet.Room;

/**
 * A room of an app.
 *
 * @param app the app
 * @param name type://id
 */
public record RoomId(String app, String name) {
    static RoomId of(Room room) {
        return new RoomId(room.getApp(), room.getName());
    }
}
