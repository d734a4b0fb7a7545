package dev.halley.job.interest;

import dev.halley.api.comet.Room;
import dev.halley.api.record.Record;

/**
 * A room of an app.
 *
 * @param app the app
 * @param name type://id
 */
public record RoomId(String app, String name) {
    /** The room that a record is for. */
    public static RoomId of(Record record) {
        return new RoomId(record.getApp(), record.getPush().getRoom());
    }

    static RoomId of(Room room) {
        return new RoomId(room.getApp(), room.getName());
    }
}
