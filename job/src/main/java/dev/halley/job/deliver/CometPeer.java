package dev.halley.job.deliver;

import dev.halley.api.comet.Interest;
import dev.halley.api.comet.JobFrame;
import dev.halley.job.interest.CometInterest;
import dev.halley.job.interest.RoomId;
import dev.halley.job.interest.RoomIndex;
import dev.halley.job.record.Incident;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Now;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Position;
import dev.halley.job.record.Stage;
import dev.halley.job.record.Tally;
import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A comet, as job stands with it. Owned by one thread.
 *
 * <pre>{@code
 *              stream up, snapshot complete
 *   WAITING ----------------------------------> ATTACHED
 *     ^  |  <---------------------------------     |  ^
 *     |  |            stream broke                 |  |
 *     |  | not back in time          stalled       |  | stream up, snapshot complete:
 *     |  v                                         v  | what it missed goes as skipped
 *     |  PASSED_OVER <------------------------------  |
 *     |          \____________________________________/
 *   shown by discovery
 * }</pre>
 *
 * While it is waited for, everything that may concern it is kept in its lanes: which rooms have
 * members there cannot be known, so every room's push is, and its next snapshot sorts them out.
 */
final class CometPeer {
    /** After it was waited for in vain, a comet gets this part of the time until it finishes something. */
    private static final int PROBATION_PART = 5;

    private final String node;
    private final DeliverySettings settings;
    private final Now now;
    private final Tally tally;
    private final CometLanes lanes;
    private final CometInterest<CometPeer> interest;
    private final ArrayDeque<PendingDelivery> outbound = new ArrayDeque<>();
    private PeerState state = PeerState.WAITING;
    private @Nullable CometStream stream;
    private @Nullable String instance;
    private long sinceNanos;
    private boolean onProbation;

    CometPeer(
            String node,
            DeliverySettings settings,
            RoomIndex<CometPeer> index,
            Now now,
            Tally tally) {
        this.node = node;
        this.settings = settings;
        this.now = now;
        this.tally = tally;
        this.lanes = new CometLanes(now);
        this.interest = new CometInterest<>(this, index);
        this.sinceNanos = now.nanos();
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
    void hello(CometStream newStream, String newInstance) {
        if (stream != null && stream != newStream) {
            stream.breakOff("replaced by a newer stream");
            detached();
        }
        stream = newStream;
        if (!newInstance.equals(instance)) {
            // Before anything is added for the new one, which may be before its snapshot.
            tally.incident(Incident.INSTANCE_GONE, lanes.release(CometPeer::endsWithItsInstance));
        }
        instance = newInstance;
        interest.newStream();
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
        state = PeerState.ATTACHED;
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
        outbound.removeIf(delivery -> delivery.lane() == lane);
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
        outbound.removeIf(delivery -> delivery.lane() == lane);
        send(lanes.open(lane));
        if (lane.owedFrom() != null && lane.owedTo() != null) {
            send(JobFrames.skipped(lane.number(), lane.owedFrom(), lane.owedTo()));
            lane.owedIsPaid();
        }
        lane.unfinished().forEach(outbound::add);
    }

    /** Hands a record over, for these sessions or (null) for whom the record itself says. */
    void add(PendingRecord record, @Nullable SessionColumns sessions, int speed) {
        CometLane lane = lanes.of(record.log());
        if (state == PeerState.PASSED_OVER) {
            tally.incident(Incident.SKIPPED, 1);
            lane.owe(record.position());
            return;
        }
        PendingDelivery delivery = new PendingDelivery(record, lane, sessions, speed);
        lane.add(delivery, now.nanos());
        outbound.add(delivery);
    }

    /** A record of a room that had no members here when last heard of. */
    void mayConcern(PendingRecord record) {
        lanes.of(record.log()).owe(record.position());
    }

    /** Sends as much as the stream takes. */
    void pump() {
        CometStream open = stream;
        if (open == null || !attached()) {
            return;
        }
        while (!outbound.isEmpty() && open.ready()) {
            PendingDelivery delivery = outbound.remove();
            if (delivery.lane().isOpen()) {
                send(delivery);
            }
        }
    }

    private void send(PendingDelivery delivery) {
        tally.incident(Incident.SENT, 1);
        if (delivery.wasSent()) {
            tally.incident(Incident.SENT_AGAIN, 1);
        } else {
            tally.stage(Stage.SENT, now.nanos() - delivery.record().takenAtNanos());
        }
        SessionColumns sessions = delivery.sessions();
        int size = sessions == null ? 0 : sessions.size();
        int from = 0;
        do {
            int to = Math.min(size, from + settings.sessionsPerPart());
            send(JobFrames.delivery(delivery, from, to, now.wallMicros()));
            from = to;
        } while (from < size);
        delivery.sent(now.nanos());
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
            state = PeerState.WAITING;
            sinceNanos = now.nanos();
        }
        lanes.closeAll();
        outbound.clear();
    }

    /** Notices that it was waited for long enough. */
    void tick() {
        long patience =
                onProbation ? settings.stallNanos() / PROBATION_PART : settings.stallNanos();
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
        state = PeerState.PASSED_OVER;
        sinceNanos = now.nanos();
        onProbation = true;
        if (stalled != null) {
            stalled.breakOff("stalled");
        }
    }

    /** Neither shown nor attached any more: nobody waits for it. */
    void forget() {
        Predicate<PendingDelivery> everything = delivery -> true;
        tally.incident(Incident.INSTANCE_GONE, lanes.release(everything));
        outbound.clear();
        interest.clear();
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
