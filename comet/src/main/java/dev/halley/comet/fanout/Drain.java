package dev.halley.comet.fanout;

import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.LocalDelivery.Close;
import dev.halley.comet.fanout.inbox.LocalDelivery.Move;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToEveryone;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToRoom;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToSessions;
import dev.halley.comet.fanout.inbox.ShardInbox;
import dev.halley.comet.fanout.joining.CatchUps;
import dev.halley.comet.fanout.joining.Joins;
import dev.halley.comet.fanout.order.DirectWriter;
import dev.halley.comet.fanout.order.OwnStreams;
import dev.halley.comet.fanout.order.RoomGathering;
import dev.halley.comet.fanout.order.RoomStreams;
import dev.halley.comet.fanout.order.StreamSteps;
import dev.halley.comet.fanout.pacing.BroadcastLane;
import dev.halley.comet.fanout.pacing.PacedWriter;
import dev.halley.comet.fanout.shared.DealtWith;
import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.NodeRooms;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.members.ShardRooms;
import dev.halley.comet.members.ShardSessions;
import dev.halley.comet.writing.FanoutSetup;
import dev.halley.comet.writing.FrameWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a shard's deliveries. Direct pushes and closes go out when they are taken; rooms and
 * broadcasts are gathered until {@link #run}, which writes each room's messages as one buffer.
 * A room of a few members that was quiet is no more than some direct pushes, and has nothing to be
 * merged with: where a run has to wait, {@link #runQuiet} writes it at once. A receipt is released after the flush that
 * carried its message.
 */
final class Drain implements RoomGathering, PacedWriter {
    /** Members on this shard up to which a quiet room is written at once. */
    static final int FEW_MEMBERS = 16;

    /** Part of the longest pause after which a room is quiet: in less, more may well come. */
    private static final int QUIET_PART = 4;

    private final ShardSessions sessions;
    private final ShardRooms rooms;
    private final BroadcastLane lane;
    private final FrameWriter writer;
    private final FanoutSetup setup;
    private final DealtWith dealt;
    private final OwnStreams own;
    private final DirectWriter direct;
    private final RoomStreams streams;
    private final CatchUps catchUps;
    private final StreamSteps steps;
    private final Joins joins;
    private final List<RoomMembers> pendingRooms = new ArrayList<>();
    private final List<LocalDelivery> gathered = new ArrayList<>();

    /** Rooms that need not wait for a run. */
    private final List<RoomMembers> quietRooms = new ArrayList<>();

    /** What the run that is under way writes, and how far it is. */
    private final List<RoomMembers> running = new ArrayList<>();

    private final List<LocalDelivery> runningDeliveries = new ArrayList<>();
    private int next;
    private long takenNanos;
    private final long quietNanos;

    /** What a run may still write to the members of a room that it is at. */
    private enum Later {
        NOTHING,
        ROOMS,
        ANYTHING
    }

    Drain(DrainParts parts, NodeRooms node) {
        this.sessions = parts.state().sessions();
        this.rooms = parts.state().rooms();
        this.lane = parts.state().lane();
        this.writer = parts.writer();
        this.setup = parts.setup();
        this.dealt = parts.dealt();
        this.quietNanos = setup.config().maxWait().toNanos() / QUIET_PART;
        this.own = new OwnStreams(parts);
        this.direct = new DirectWriter(parts, own);
        this.streams = new RoomStreams(parts, this);
        this.catchUps = new CatchUps(parts, direct);
        this.steps = new StreamSteps(parts, streams, own);
        this.joins = new Joins(steps, node, catchUps, direct);
        rooms.whenEnded(streams::ended);
    }

    /** Sorts what came in; direct pushes and closes are written and flushed before it returns. */
    void take(ShardInbox.@Nullable Entry first, long now) {
        takenNanos = now;
        for (ShardInbox.Entry entry = first; entry != null; entry = entry.next()) {
            LocalDelivery delivery = entry.delivery();
            if (delivery instanceof ToRoom room) {
                gather(room);
            } else if (delivery instanceof ToEveryone everyone) {
                lane.add(everyone);
            } else if (delivery instanceof ToSessions push) {
                direct.write(push, now);
            } else if (delivery instanceof Close close) {
                direct.close(close);
            } else if (delivery instanceof Move move) {
                direct.move(move);
            }
        }
        writer.flush();
    }

    /** Whether a run would write something. */
    boolean hasPending() {
        boolean rooms = !quietRooms.isEmpty() || !pendingRooms.isEmpty();
        return rooms || next < running.size() || lane.hasUnpaced();
    }

    /** Writes the rooms that need not wait for a run; for which there is no time, they do. */
    void runQuiet(long now, long untilNanos) {
        int written = 0;
        while (written < quietRooms.size()) {
            writeRoom(quietRooms.get(written), Later.NOTHING, now);
            written++;
            if (isOver(untilNanos)) {
                pendingRooms.addAll(quietRooms.subList(written, quietRooms.size()));
                break;
            }
        }
        quietRooms.clear();
        writer.flush();
        releaseGathered();
    }

    /**
     * Writes all that was gathered, one buffer and one flush for each member, and stops between two
     * rooms when its time is over: what else the loop has to do shall not wait for thousands of
     * frames. What is gathered meanwhile for rooms that it has written is for the next run.
     *
     * @return whether it is done; if not, it is to be called again
     */
    boolean run(long now, long untilNanos) {
        if (running.isEmpty()) {
            running.addAll(quietRooms);
            quietRooms.clear();
            running.addAll(pendingRooms);
            pendingRooms.clear();
            runningDeliveries.addAll(gathered);
            gathered.clear();
        }
        int last = running.size() - 1;
        while (next <= last) {
            Later later = next < last ? Later.ROOMS : Later.NOTHING;
            writeRoom(running.get(next), lane.hasUnpaced() ? Later.ANYTHING : later, now);
            next++;
            if (next <= last && isOver(untilNanos)) {
                writer.flush();
                return false;
            }
        }
        running.clear();
        next = 0;
        writeBroadcasts(now);
        writer.flush();
        dealt.addAll(runningDeliveries);
        runningDeliveries.clear();
        releaseGathered();
        return true;
    }

    private boolean isOver(long untilNanos) {
        return setup.nanos().getAsLong() - untilNanos >= 0;
    }

    /** If nothing is pending any more, all that was gathered is written, whichever way it went. */
    private void releaseGathered() {
        if (!hasPending()) {
            dealt.addAll(gathered);
            gathered.clear();
        }
    }

    @Override
    public void writePaced(long sessionId, Segment segment, long now) {
        Member member = sessions.byId(sessionId);
        if (member != null && member.held() == null) {
            direct.writeAccepted(member, segment, Place.NONE, now);
        }
    }

    CatchUps catchUps() {
        return catchUps;
    }

    StreamSteps steps() {
        return steps;
    }

    Joins joins() {
        return joins;
    }

    /** The session is gone: nothing waits for it any more. */
    void ended(Member member) {
        own.ended(member);
        catchUps.ended(member);
    }

    /** Deliveries that are dealt with since the last call. To be called after a flush. */
    int release() {
        return dealt.release();
    }

    @Override
    public void done(LocalDelivery delivery) {
        dealt.add(delivery);
    }

    @Override
    public void flush() {
        writer.flush();
    }

    private void gather(ToRoom delivery) {
        RoomMembers room = rooms.get(delivery.room());
        if (room == null) {
            // The last member has left since the delivery was offered; no run would release it.
            dealt.add(delivery);
        } else if (delivery.message().place().isNone()) {
            append(room, delivery.message());
            gathered(delivery);
        } else {
            streams.offer(room, delivery);
        }
    }

    @Override
    public void append(RoomMembers room, Message message) {
        MessageBatch batch = room.pending();
        if (batch == null) {
            batch = newBatch();
            room.gather(batch);
            boolean few = room.size() <= FEW_MEMBERS;
            boolean waits = !few || !room.isQuiet(takenNanos, quietNanos);
            (waits ? pendingRooms : quietRooms).add(room);
        }
        batch.add(message);
    }

    @Override
    public void gathered(LocalDelivery delivery) {
        gathered.add(delivery);
    }

    @Override
    public void writeRoom(RoomMembers room, long now) {
        writeRoom(room, Later.ANYTHING, now);
    }

    private void writeRoom(RoomMembers room, Later later, long now) {
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
                if (later == Later.NOTHING || (later == Later.ROOMS && member.isInOneRoom())) {
                    writer.flushLast(member);
                }
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
                runningDeliveries.add(first);
                batch.add(first.message());
                first = lane.pollUnpaced();
            }
            writeEveryone(app, batch, now, first == null);
        }
    }

    private void writeEveryone(String app, MessageBatch batch, long now, boolean last) {
        if (dropExpired(batch)) {
            return;
        }
        setup.metrics().merged(batch.messages().size());
        try {
            for (int i = 0, size = sessions.size(); i < size; i++) {
                Member member = sessions.get(i);
                if (member.held() == null && member.app().equals(app)) {
                    writer.write(member, batch, true, now);
                    if (last) {
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

    private MessageBatch newBatch() {
        return new MessageBatch(setup.config().maxMergedBytes(), setup.allocator());
    }
}
