package dev.halley.job.deliver;

import dev.halley.api.comet.CometHello;
import dev.halley.api.comet.Interest;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.job.interest.CometInterest;
import dev.halley.job.interest.RoomId;
import dev.halley.job.lanes.CometLane;
import dev.halley.job.lanes.CometLanes;
import dev.halley.job.lanes.JobFrames;
import dev.halley.job.lanes.PendingDelivery;
import dev.halley.job.lanes.SessionColumns;
import dev.halley.job.record.Incident;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Now;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Position;
import dev.halley.job.record.Stage;
import dev.halley.job.record.Tally;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A comet, as job stands with it. Owned by one thread.
 *
 * <pre>{@code
 *   WAITING ------------ stream up, snapshot complete ----> ATTACHED
 *   ATTACHED ----------- stream broke --------------------> WAITING
 *   WAITING ------------ not back in time ----------------> PASSED_OVER
 *   ATTACHED ----------- stalled -------------------------> PASSED_OVER
 *   any ---------------- stream ended in order -----------> LEFT
 *   PASSED_OVER, LEFT -- stream up, snapshot complete ----> ATTACHED, what it missed goes as skipped
 *   PASSED_OVER, LEFT -- discovery shows another life ----> WAITING
 * }</pre>
 *
 * While it is waited for, everything that may concern it is kept in its lanes: which rooms have
 * members there cannot be known, so every room's push is, and its next snapshot sorts them out.
 */
final class CometPeer {
    /** After it was waited for in vain, a comet gets this part of the time until it finishes something. */
    private static final int PROBATION_PART = 5;

    private final String node;
    private final PeerBoard board;
    private final Now now;
    private final Tally tally;
    private final CometLanes lanes;
    private final CometInterest<CometPeer> interest;
    private final Outbound outbound;
    private PeerState state = PeerState.WAITING;
    private @Nullable CometStream stream;
    private @Nullable String instance;
    private long sinceNanos;
    private boolean onProbation;

    CometPeer(String node, PeerBoard board) {
        this.node = node;
        this.board = board;
        this.now = board.now();
        this.tally = board.tally();
        this.lanes = new CometLanes(now);
        this.interest = new CometInterest<>(this, board.rooms());
        this.outbound = new Outbound(this, board);
        this.sinceNanos = now.nanos();
        board.added(this, state);
    }

    String node() {
        return node;
    }

    PeerState state() {
        return state;
    }

    boolean attached() {
        return state == PeerState.ATTACHED;
    }

    /** The instance that is attached or was last; null before the first. */
    @Nullable String instance() {
        return instance;
    }

    /** Whether a stream is up and has said who is there. */
    boolean isGreeted() {
        return stream != null;
    }

    CometInterest<CometPeer> interest() {
        return interest;
    }

    CometLanes lanes() {
        return lanes;
    }

    /** When it was shown, or when its stream broke. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** A stream whose comet has said who it is; its snapshot follows. */
    void hello(CometStream newStream, CometHello hello) {
        if (stream != null && stream != newStream) {
            stream.breakOff("replaced by a newer stream");
            detached();
        }
        stream = newStream;
        outbound.batches(DeliverySchema.hasBatches(hello.getSchemaVersion()));
        begins(hello.getInstance());
        interest.newStream();
    }

    // Before anything is added for the new life, which may be before its snapshot.
    private void begins(String newInstance) {
        if (!newInstance.equals(instance)) {
            tally.incident(Incident.INSTANCE_GONE, lanes.release(CometPeer::endsWithItsInstance));
        }
        instance = newInstance;
    }

    /**
     * Discovery shows this life, which is not attached yet: it is waited for, anew if it is another
     * one than before. What is for its sessions is kept from now on.
     */
    void expect(String shownInstance) {
        boolean isAnother = !shownInstance.equals(instance);
        begins(shownInstance);
        if (isAnother && state != PeerState.WAITING) {
            onProbation = false;
            wait(PeerState.WAITING);
        }
    }

    private void wait(PeerState next) {
        become(next);
        sinceNanos = now.nanos();
    }

    private void become(PeerState next) {
        PeerState before = state;
        state = next;
        board.moved(this, before, next);
    }

    void interest(Interest frame) {
        interest.apply(frame);
        if (!frame.getComplete()) {
            return;
        }
        if (!attached() && frame.getSnapshot()) {
            attach();
        }
        send(JobFrames.inForce(frame.getVersion()));
    }

    private void attach() {
        lanes.release(delivery -> !concerned(delivery));
        become(PeerState.ATTACHED);
        outbound.clear();
        lanes.all().forEach(this::open);
    }

    // What the old instance was sent, its clients may have; what never left is for whoever is there
    // now, as far as it does not name sessions of the old one.
    private static boolean endsWithItsInstance(PendingDelivery delivery) {
        return delivery.wasSent() || delivery.sessions() != null;
    }

    private boolean concerned(PendingDelivery delivery) {
        PendingRecord record = delivery.record();
        return switch (record.target()) {
            case ROOM -> interest.has(RoomId.of(record.record()));
            default -> true;
        };
    }

    void assigned(LogId log, long ownerEpoch) {
        CometLane lane = lanes.add(log, ownerEpoch);
        if (attached()) {
            open(lane);
        }
    }

    void dropped(LogId log) {
        CometLane lane = lanes.remove(log);
        if (lane == null) {
            return;
        }
        outbound.drop(lane);
        if (attached() && lane.isOpen()) {
            send(JobFrames.closed(lane.number()));
        }
        lane.close();
    }

    /** Opens a refused log again under a higher epoch, and sends again what is not finished. */
    void reopen(LogId log, long ownerEpoch) {
        CometLane lane = lanes.of(log);
        lane.ownerEpoch(ownerEpoch);
        if (attached() && !lane.isOpen()) {
            open(lane);
        }
    }

    private void open(CometLane lane) {
        send(lanes.open(lane));
        if (lane.owedFrom() != null && lane.owedTo() != null) {
            send(JobFrames.skipped(lane.number(), lane.owedFrom(), lane.owedTo()));
            lane.owedIsPaid();
        }
        outbound.addAll(lane);
    }

    /** Hands a record over, for these sessions or (null) for whom the record itself says. */
    void add(PendingRecord record, @Nullable SessionColumns sessions, int speed) {
        CometLane lane = lanes.of(record.log());
        if (state == PeerState.LEFT) {
            tally.incident(Incident.INSTANCE_GONE, 1);
            return;
        }
        if (state == PeerState.PASSED_OVER) {
            tally.incident(Incident.SKIPPED, 1);
            lane.owe(record.position());
            return;
        }
        PendingDelivery delivery = new PendingDelivery(record, lane, sessions, speed);
        lane.add(delivery, now.nanos());
        if (attached()) {
            outbound.add(delivery);
        }
    }

    /** A record of a room that had no members here when last heard of. */
    void mayConcern(PendingRecord record) {
        lanes.of(record.log()).owe(record.position());
    }

    /** Sends as much as the stream takes; true when nothing is left to send. */
    boolean pump() {
        CometStream open = stream;
        return open == null || !attached() || outbound.pump(open);
    }

    void send(JobFrame frame) {
        if (stream != null) {
            stream.send(frame);
        }
    }

    void finished(CometLane lane, Position upTo) {
        lane.active(now.nanos());
        for (PendingDelivery done = lane.takeFinished(upTo);
                done != null;
                done = lane.takeFinished(upTo)) {
            onProbation = false;
            tally.stage(Stage.FINISHED, now.nanos() - done.sentAtNanos());
        }
    }

    /** The stream is no more. */
    void detached() {
        stream = null;
        if (attached()) {
            wait(PeerState.WAITING);
        }
        lanes.closeAll();
        outbound.clear();
    }

    /** It has ended its stream in order, which a comet does when it has no sessions any more. */
    void left() {
        detached();
        wait(PeerState.LEFT);
        release();
    }

    private void release() {
        Predicate<PendingDelivery> everything = delivery -> true;
        tally.incident(Incident.INSTANCE_GONE, lanes.release(everything));
        outbound.clear();
        interest.clear();
    }

    /** Notices that it was waited for long enough. */
    void tick() {
        long stall = board.settings().stallNanos();
        long patience = onProbation ? stall / PROBATION_PART : stall;
        if (state == PeerState.WAITING && now.nanos() - sinceNanos > patience) {
            passOver();
        } else if (attached() && lanes.anySilentFor(patience)) {
            tally.incident(Incident.STALLED, 1);
            passOver();
        }
    }

    private void passOver() {
        tally.incident(Incident.PASSED_OVER, 1);
        CometStream stalled = stream;
        detached();
        tally.incident(Incident.SKIPPED, lanes.giveUpAll());
        wait(PeerState.PASSED_OVER);
        onProbation = true;
        if (stalled != null) {
            stalled.breakOff("stalled");
        }
    }

    /** Neither shown nor attached any more: nobody waits for it. */
    void forget() {
        release();
        board.removed(this, state);
        if (stream != null) {
            stream.breakOff("gone");
            stream = null;
        }
    }

    /** Whether this is its present stream. */
    boolean has(CometStream other) {
        return stream == other;
    }
}
