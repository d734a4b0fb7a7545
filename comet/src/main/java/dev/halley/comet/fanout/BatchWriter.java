package dev.halley.comet.fanout;

import dev.halley.comet.fanout.order.DirectWriter;
import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.members.ShardSessions;
import dev.halley.comet.writing.FanoutSetup;
import dev.halley.comet.writing.FrameWriter;

/**
 * Writes what is gathered for a room, or for everyone of an app, to each of them as one buffer. Who
 * gets nothing more is flushed at once, the others by the next flush. On the shard's loop.
 */
final class BatchWriter {
    private final FrameWriter writer;
    private final FanoutSetup setup;
    private final ShardSessions sessions;
    private final DirectWriter direct;

    /** What may still come for the same members before the next flush. */
    enum StillToCome {
        NOTHING,
        ROOMS,
        ANYTHING
    }

    BatchWriter(DrainParts parts, DirectWriter direct) {
        this.writer = parts.writer();
        this.setup = parts.setup();
        this.sessions = parts.state().sessions();
        this.direct = direct;
    }

    MessageBatch newBatch() {
        return new MessageBatch(setup.config().maxMergedBytes(), setup.allocator());
    }

    void room(RoomMembers room, StillToCome still, long now) {
        MessageBatch batch = room.takePending();
        if (batch == null) {
            return;
        }
        Message last = batch.messages().get(batch.messages().size() - 1);
        boolean hidden = last.expired(setup.clock().millis());
        boolean empty = dropExpired(batch);
        room.wrote(last.operation(), hidden);
        room.writtenAt(now);
        if (empty) {
            return;
        }
        setup.metrics().merged(batch.messages().size());
        try {
            for (int i = 0, size = room.size(); i < size; i++) {
                Member member = room.get(i);
                writer.write(member, batch, member.filtersRooms(), now);
                if (isLast(member, still)) {
                    writer.flushLast(member);
                }
            }
        } finally {
            batch.release();
        }
    }

    private static boolean isLast(Member member, StillToCome still) {
        return still == StillToCome.NOTHING || (still == StillToCome.ROOMS && member.isInOneRoom());
    }

    void everyone(String app, MessageBatch batch, StillToCome still, long now) {
        if (dropExpired(batch)) {
            return;
        }
        setup.metrics().merged(batch.messages().size());
        try {
            for (int i = 0, size = sessions.size(); i < size; i++) {
                Member member = sessions.get(i);
                if (member.held() == null && member.app().equals(app)) {
                    writer.write(member, batch, true, now);
                    if (still == StillToCome.NOTHING) {
                        writer.flushLast(member);
                    }
                }
            }
        } finally {
            batch.release();
        }
    }

    /** True when nothing is left. */
    private boolean dropExpired(MessageBatch batch) {
        batch.messages().removeIf(direct::expired);
        return batch.isEmpty();
    }
}
