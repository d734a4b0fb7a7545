package dev.halley.comet.fanout;

import dev.halley.comet.fanout.BatchWriter.StillToCome;
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
import dev.halley.comet.writing.FrameWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes a shard's deliveries. Direct pushes and closes go out when they are taken; rooms and
 * broadcasts are gathered until {@link #run}, which writes each room's messages as one buffer. A
 * room of a few members that was quiet is no more than some direct pushes, and has nothing to be
 * merged with: where a run has to wait, {@link #runQuiet} writes it at once. A receipt is released
 * after the flush that carried its message.
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
    private final DrainParts parts;
    private final DealtWith dealt;
    private final OwnStreams own;
    private final DirectWriter direct;
    private final RoomStreams streams;
    private final CatchUps catchUps;
    private final StreamSteps steps;
    private final Joins joins;
    private final BatchWriter batches;
    private final RoomRun run;
    private final GatheredRooms gathered = new GatheredRooms();

    /** What need not wait for a run. */
    private final GatheredRooms quiet = new GatheredRooms();

    /**
     * Whether the last message went to a room that was quiet until then. What follows it before that
     * room is written is given back with the next run; it seldom comes.
     */
    private boolean appendedToQuiet;

    private long takenNanos;
    private final long quietNanos;

    Drain(DrainParts parts, NodeRooms node) {
        this.sessions = parts.state().sessions();
        this.rooms = parts.state().rooms();
        this.lane = parts.state().lane();
        this.writer = parts.writer();
        this.parts = parts;
        this.dealt = parts.dealt();
        this.quietNanos = parts.setup().config().maxWait().toNanos() / QUIET_PART;
        this.own = new OwnStreams(parts);
        this.direct = new DirectWriter(parts, own);
        this.batches = new BatchWriter(parts, direct);
        this.run = new RoomRun(parts, batches);
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
        boolean waiting = !quiet.rooms.isEmpty() || !gathered.rooms.isEmpty();
        return waiting || run.isUnderWay() || lane.hasUnpaced();
    }

    /** Whether a run has begun and has slices to come. */
    boolean isRunning() {
        return run.isUnderWay();
    }

    /** Writes the rooms that need not wait for a run; for which there is no time, they do. */
    void runQuiet(long now, long untilNanos) {
        int last = quiet.rooms.size() - 1;
        for (int i = 0; i <= last; i++) {
            StillToCome still = i < last ? StillToCome.ROOMS : StillToCome.NOTHING;
            batches.room(quiet.rooms.get(i), still, now);
            if (i < last && parts.now() - untilNanos >= 0) {
                quiet.moveTo(gathered);
                break;
            }
        }
        writer.flush();
        dealt.addAll(quiet.deliveries);
        quiet.clear();
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
        if (!run.isUnderWay()) {
            quiet.moveTo(gathered);
            run.begin(gathered);
        }
        boolean done = run.slice(now, untilNanos);
        if (done) {
            releaseGathered();
        }
        return done;
    }

    /** If nothing is pending any more, all that was gathered is written, whichever way it went. */
    private void releaseGathered() {
        if (!hasPending()) {
            dealt.addAll(gathered.deliveries);
            gathered.deliveries.clear();
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
        appendedToQuiet = false;
        if (batch == null) {
            batch = batches.newBatch();
            room.gather(batch);
            boolean few = room.size() <= FEW_MEMBERS;
            appendedToQuiet = few && room.isQuiet(takenNanos, quietNanos);
            (appendedToQuiet ? quiet : gathered).rooms.add(room);
        }
        batch.add(message);
    }

    @Override
    public void gathered(LocalDelivery delivery) {
        (appendedToQuiet ? quiet : gathered).deliveries.add(delivery);
    }

    @Override
    public void writeRoom(RoomMembers room, long now) {
        batches.room(room, StillToCome.ANYTHING, now);
    }
}
