package dev.halley.comet.upstream.rooms;

import dev.halley.comet.fanout.Shards;
import dev.halley.comet.members.RoomKey;

/** Members of rooms: those here as of now, those on other comets as of the last report. */
public final class RoomCounts {
    private final Shards shards;
    private final RoomReports reports;

    /** Counts of one comet. */
    public RoomCounts(Shards shards, RoomReports reports) {
        this.shards = shards;
        this.reports = reports;
    }

    /** Where changes of rooms are told. */
    public RoomMoves moves() {
        return reports.moves();
    }

    /** Members over all comets. Any thread. */
    public int members(RoomKey room) {
        return shards.members(room) + reports.membersElsewhere(room.name());
    }
}
