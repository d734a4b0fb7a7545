package dev.halley.comet.fanout;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.fanout.BatchWriter.StillToCome;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToEveryone;
import dev.halley.comet.fanout.pacing.BroadcastLane;
import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.writing.FrameWriter;

/**
 * One run over all that is gathered: room by room, then the broadcasts, in slices that end between
 * two rooms. Of a delivery that it holds the message is written, or waits in a room that is still
 * ahead; so all are dealt with after its last flush. On the shard's loop.
 */
final class RoomRun {
    private final BatchWriter batches;
    private final BroadcastLane lane;
    private final FrameWriter writer;
    private final DrainParts parts;
    private final GatheredRooms all = new GatheredRooms();
    private int next;

    RoomRun(DrainParts parts, BatchWriter batches) {
        this.batches = batches;
        this.lane = parts.state().lane();
        this.writer = parts.writer();
        this.parts = parts;
    }

    /** Whether it has begun and is not over. */
    boolean isUnderWay() {
        return !all.isEmpty();
    }

    /** Begins with what is gathered, of which nothing is left there. */
    void begin(GatheredRooms gathered) {
        gathered.moveTo(all);
    }

    /**
     * Writes and flushes the next rooms, until time is over or nothing is left.
     *
     * @return whether nothing is left
     */
    boolean slice(long now, long untilNanos) {
        int last = all.rooms.size() - 1;
        while (next <= last) {
            StillToCome still = next < last ? StillToCome.ROOMS : StillToCome.NOTHING;
            // Counted first: a room that cannot be written is not tried again.
            RoomMembers room = all.rooms.get(next++);
            batches.room(room, lane.hasUnpaced() ? StillToCome.ANYTHING : still, now);
            if (next <= last && parts.now() - untilNanos >= 0) {
                writer.flush();
                return false;
            }
        }
        writeBroadcasts(now);
        writer.flush();
        parts.dealt().addAll(all.deliveries);
        all.clear();
        next = 0;
        return true;
    }

    private void writeBroadcasts(long now) {
        ToEveryone first = lane.pollUnpaced();
        while (first != null) {
            MessageBatch batch = batches.newBatch();
            add(first, batch);
            while (lane.isNextUnpacedOf(first.app())) {
                add(requireNonNull(lane.pollUnpaced()), batch);
            }
            StillToCome still = lane.hasUnpaced() ? StillToCome.ANYTHING : StillToCome.NOTHING;
            batches.everyone(first.app(), batch, still, now);
            first = lane.pollUnpaced();
        }
    }

    private void add(ToEveryone broadcast, MessageBatch batch) {
        all.deliveries.add(broadcast);
        batch.add(broadcast.message());
    }
}
