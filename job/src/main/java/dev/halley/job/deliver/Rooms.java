package dev.halley.job.deliver;

import dev.halley.api.record.Record;

/** The room that a record is for. */
final class Rooms {
    private Rooms() {}

    static RoomId of(Record record) {
        return new RoomId(record.getApp(), record.getPush().getRoom());
    }
}
