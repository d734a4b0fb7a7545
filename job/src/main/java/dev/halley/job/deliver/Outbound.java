package dev.halley.job.deliver;

import dev.halley.job.lanes.CometLane;
import dev.halley.job.lanes.JobFrames;
import dev.halley.job.lanes.PendingDelivery;
import dev.halley.job.lanes.SessionColumns;
import dev.halley.job.record.Incident;
import dev.halley.job.record.Stage;
import dev.halley.job.record.Tally;
import java.util.ArrayDeque;

/** What waits to be sent to one attached comet, in order. Owned by one thread. */
final class Outbound {
    private final CometPeer comet;
    private final PeerBoard board;
    private final ArrayDeque<PendingDelivery> waiting = new ArrayDeque<>();
    private final FrameBatch batch;
    private boolean batches;

    Outbound(CometPeer comet, PeerBoard board) {
        this.comet = comet;
        this.board = board;
        this.batch = new FrameBatch(board.settings());
    }

    /** Whether the comet that is there now takes several deliveries in one frame. */
    void batches(boolean taken) {
        batches = taken;
    }

    void add(PendingDelivery delivery) {
        waiting.add(delivery);
        board.wantsToSend(comet);
    }

    /** Everything unfinished of a lane that was opened, in place of what waits of it. */
    void addAll(CometLane lane) {
        drop(lane);
        lane.unfinished().forEach(this::add);
    }

    void drop(CometLane lane) {
        waiting.removeIf(delivery -> delivery.lane() == lane);
    }

    void clear() {
        waiting.clear();
    }

    /** Sends as much as the stream takes; true when nothing is left. */
    boolean pump(CometStream stream) {
        while (!waiting.isEmpty() && stream.ready()) {
            PendingDelivery delivery = waiting.remove();
            if (delivery.lane().isOpen()) {
                send(delivery, stream);
            }
        }
        batch.send(stream);
        return waiting.isEmpty();
    }

    private void send(PendingDelivery delivery, CometStream stream) {
        Tally tally = board.tally();
        long now = board.now().nanos();
        tally.sent(comet.node());
        if (delivery.wasSent()) {
            tally.incident(Incident.SENT_AGAIN, 1);
        } else {
            tally.stage(Stage.SENT, now - delivery.record().takenAtNanos());
        }
        SessionColumns sessions = delivery.sessions();
        int size = sessions == null ? 0 : sessions.size();
        int from = 0;
        do {
            int to = Math.min(size, from + board.settings().sessionsPerPart());
            batch.add(
                    JobFrames.delivery(delivery, from, to, board.now().wallMicros()),
                    stream,
                    batches);
            from = to;
        } while (from < size);
        delivery.sent(now);
    }
}
