package dev.halley.comet.fanout;

import dev.halley.comet.fanout.LocalDelivery.Close;
import dev.halley.comet.fanout.LocalDelivery.ToEveryone;
import dev.halley.comet.fanout.LocalDelivery.ToRoom;
import dev.halley.comet.fanout.LocalDelivery.ToSessions;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.HeldPushes;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.members.SessionRefs;
import dev.halley.comet.members.ShardRooms;
import dev.halley.comet.members.ShardSessions;
import dev.halley.comet.writing.FanoutConfig;
import dev.halley.comet.writing.FanoutMetrics;
import dev.halley.comet.writing.FanoutSetup;
import dev.halley.comet.writing.FrameWriter;
import io.netty.buffer.ByteBufAllocator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a shard's deliveries. Direct pushes and closes go out when they are taken; rooms and
 * broadcasts are gathered until {@link #run}, which writes each room's messages as one buffer.
 * A receipt is released after the flush that carried its message.
 */
final class Drain {
    private final ShardSessions sessions;
    private final ShardRooms rooms;
    private final BroadcastLane lane;
    private final FrameWriter writer;
    private final FanoutMetrics metrics;
    private final FanoutConfig config;
    private final ByteBufAllocator allocator;
    private final Clock clock;
    private final List<RoomMembers> pendingRooms = new ArrayList<>();
    private final List<LocalDelivery> gathered = new ArrayList<>();
    private final List<LocalDelivery> written = new ArrayList<>();

    Drain(ShardState state, FrameWriter writer, FanoutSetup setup) {
        this.sessions = state.sessions();
        this.rooms = state.rooms();
        this.lane = state.lane();
        this.writer = writer;
        this.metrics = setup.metrics();
        this.config = setup.config();
        this.allocator = setup.allocator();
        this.clock = setup.clock();
    }

    /** Sorts what came in; direct pushes and closes are written and flushed before it returns. */
    void take(ShardInbox.@Nullable Entry first, long now) {
        for (ShardInbox.Entry entry = first; entry != null; entry = entry.next) {
            LocalDelivery delivery = entry.delivery;
            if (delivery instanceof ToRoom room) {
                gather(room);
            } else if (delivery instanceof ToEveryone everyone) {
                lane.add(everyone);
            } else if (delivery instanceof ToSessions direct) {
                writeDirect(direct, now);
            } else if (delivery instanceof Close close) {
                close(close);
            }
        }
        writer.flush();
    }

    /** Whether a run would write something. */
    boolean hasPending() {
        return !pendingRooms.isEmpty() || lane.hasUnpaced();
    }

    /** Writes all that was gathered, one buffer and one flush for each member. */
    void run(long now) {
        for (int i = 0; i < pendingRooms.size(); i++) {
            writeRoom(pendingRooms.get(i), now);
        }
        pendingRooms.clear();
        writeBroadcasts(now);
        writer.flush();
        written.addAll(gathered);
        gathered.clear();
    }

    /** Writes one message to one session of a paced broadcast. */
    void writePaced(PacedBroadcast broadcast, Segment segment, long now) {
        Member member = sessions.byId(broadcast.nextSession());
        if (member != null && member.held() == null) {
            writeAccepted(member, segment, now);
        }
    }

    /** Writes what was held for a session, which is from here on written to like any other. */
    void open(Member member, long now) {
        HeldPushes held = member.takeHeld();
        if (held == null) {
            return;
        }
        MessageBatch batch = newBatch();
        held.messages().forEach(batch::add);
        if (!dropExpired(batch)) {
            writer.write(member, batch, true, now);
            writer.flush();
        }
        batch.release();
    }

    /** Deliveries that are dealt with since the last call. To be called after a flush. */
    int release() {
        int count = written.size();
        if (count == 0) {
            return 0;
        }
        long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        for (int i = 0; i < count; i++) {
            release(written.get(i), nowUs);
        }
        written.clear();
        return count;
    }

    void done(LocalDelivery delivery) {
        written.add(delivery);
    }

    void flush() {
        writer.flush();
    }

    private void gather(ToRoom delivery) {
        RoomMembers room = rooms.get(delivery.room());
        if (room == null) {
            // The last member has left since the delivery was offered; no run would release it.
            written.add(delivery);
            return;
        }
        gathered.add(delivery);
        MessageBatch batch = room.pending();
        if (batch == null) {
            batch = newBatch();
            room.gather(batch);
            pendingRooms.add(room);
        }
        batch.add(delivery.message());
    }

    private void writeRoom(RoomMembers room, long now) {
        MessageBatch batch = room.takePending();
        if (batch == null || dropExpired(batch)) {
            return;
        }
        metrics.merged(batch.messages().size());
        try {
            for (int i = 0, size = room.size(); i < size; i++) {
                Member member = room.get(i);
                writer.write(member, batch, member.filtersRooms(), now);
            }
        } finally {
            batch.release();
        }
    }

    private void writeBroadcasts(long now) {
        ToEveryone first = lane.pollUnpaced();
        while (first != null) {
            MessageBatch batch = newBatch();
            String app = first.app();
            while (first != null && first.app().equals(app)) {
                gathered.add(first);
                batch.add(first.message());
                first = lane.pollUnpaced();
            }
            writeEveryone(app, batch, now);
        }
    }

    private void writeEveryone(String app, MessageBatch batch, long now) {
        if (dropExpired(batch)) {
            return;
        }
        metrics.merged(batch.messages().size());
        try {
            for (int i = 0, size = sessions.size(); i < size; i++) {
                Member member = sessions.get(i);
                if (member.held() == null && member.app().equals(app)) {
                    writer.write(member, batch, true, now);
                }
            }
        } finally {
            batch.release();
        }
    }

    private void writeDirect(ToSessions delivery, long now) {
        written.add(delivery);
        if (expired(delivery.message())) {
            return;
        }
        DirectSegments segments =
                new DirectSegments(delivery.message(), delivery.places(), allocator);
        try {
            SessionRefs refs = delivery.sessions();
            for (int i = 0; i < refs.size(); i++) {
                Member member = find(refs, i);
                if (member != null) {
                    writeDirect(member, segments, refs.placeOf(i), now);
                }
            }
        } finally {
            segments.release();
        }
    }

    private void writeDirect(Member member, DirectSegments segments, int place, long now) {
        if (!holds(member, segments, place)) {
            writeAccepted(member, segments.of(member, place), now);
        }
    }

    private void writeAccepted(Member member, Segment segment, long now) {
        if (member.accepts(segment.operation())) {
            writer.write(member, segment, now);
        }
    }

    private boolean holds(Member member, DirectSegments segments, int place) {
        HeldPushes held = member.held();
        if (held == null) {
            return false;
        }
        if (!held.add(segments.message(place))) {
            metrics.droppedHeld();
        }
        return true;
    }

    private void close(Close delivery) {
        // What was pushed to them before goes out before the connection closes.
        writer.flush();
        written.add(delivery);
        SessionRefs refs = delivery.sessions();
        for (int i = 0; i < refs.size(); i++) {
            Member member = find(refs, i);
            if (member != null) {
                member.close(delivery.reason());
            }
        }
    }

    /** The session, unless it is gone or another one by now. */
    private @Nullable Member find(SessionRefs refs, int index) {
        Member member = sessions.byId(refs.ids()[index]);
        if (member == null || member.generation() != refs.generations()[index]) {
            metrics.droppedUnknown();
            return null;
        }
        return member;
    }

    /** True when nothing is left. */
    private boolean dropExpired(MessageBatch batch) {
        batch.messages().removeIf(this::expired);
        return batch.isEmpty();
    }

    private boolean expired(Message message) {
        boolean expired = message.expired(clock.millis());
        if (expired) {
            metrics.droppedExpired();
        }
        return expired;
    }

    private MessageBatch newBatch() {
        return new MessageBatch(config.maxMergedBytes(), allocator);
    }

    private void release(LocalDelivery delivery, long nowUs) {
        Message message = messageOf(delivery);
        if (message != null) {
            metrics.passed(message.times(), nowUs);
        }
        delivery.receipt().release();
    }

    private static @Nullable Message messageOf(LocalDelivery delivery) {
        if (delivery instanceof ToRoom room) {
            return room.message();
        }
        if (delivery instanceof ToEveryone everyone) {
            return everyone.message();
        }
        return delivery instanceof ToSessions direct ? direct.message() : null;
    }
}
