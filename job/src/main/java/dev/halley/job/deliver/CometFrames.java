package dev.halley.job.deliver;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.Finished;
import dev.halley.api.comet.LogRefused;
import dev.halley.job.lanes.CometLane;
import dev.halley.job.lanes.JobFrames;
import dev.halley.job.record.Incident;
import dev.halley.job.record.Position;
import dev.halley.job.record.Tally;

/** What an attached comet says, taken to whom it concerns. Owned by one thread. */
final class CometFrames {
    private final RouteReplay replay;
    private final CometActions actions;
    private final Tally tally;

    CometFrames(RouteReplay replay, CometActions actions, Tally tally) {
        this.replay = replay;
        this.actions = actions;
        this.tally = tally;
    }

    void take(CometPeer peer, CometFrame frame) {
        switch (frame.getFrameCase()) {
            case INTEREST -> {
                boolean before = peer.attached();
                peer.interest(frame.getInterest());
                if (!before && peer.attached()) {
                    replay.attached(peer);
                    peer.pump();
                }
            }
            case FINISHED -> finished(peer, frame.getFinished());
            case FINISHED_LOGS ->
                    frame.getFinishedLogs().getLogsList().forEach(log -> finished(peer, log));
            case PROGRESS -> progress(peer, frame.getProgress().getLog());
            case LOG_REFUSED -> refused(peer, frame.getLogRefused());
            case ROUTES_REPLAYED ->
                    replay.replayed(peer, frame.getRoutesReplayed().getIncarnation());
            case HELLO, FRAME_NOT_SET ->
                    throw new IllegalStateException("frame: " + frame.getFrameCase());
        }
    }

    private static void finished(CometPeer peer, Finished finished) {
        CometLane lane = peer.lanes().numbered(finished.getLog());
        if (lane != null) {
            peer.finished(lane, Position.of(finished.getPosition()));
        }
    }

    private static void progress(CometPeer peer, int number) {
        CometLane lane = peer.lanes().numbered(number);
        if (lane != null) {
            peer.lanes().active(lane.log().topic());
        }
    }

    private void refused(CometPeer peer, LogRefused refused) {
        CometLane lane = peer.lanes().numbered(refused.getLog());
        if (lane != null) {
            tally.incident(Incident.LOG_REFUSED, 1);
            peer.lanes().close(lane);
            peer.send(JobFrames.closed(refused.getLog()));
            actions.logRefused(lane.log(), refused.getOwnerEpoch());
        }
    }
}
