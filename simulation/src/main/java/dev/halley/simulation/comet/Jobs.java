package dev.halley.simulation.comet;

import dev.halley.api.comet.JobFrame;
import dev.halley.comet.contract.CometFrames;
import dev.halley.runtime.node.InstanceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The streams of all jobs, one for each node. On the comet's delivery thread. */
final class Jobs {
    private final CometNode comet;
    private final Intake intake;
    private final RoomInterest interest;
    private final Map<String, JobSide> byName = new LinkedHashMap<>();

    Jobs(CometNode comet, Intake intake, RoomInterest interest) {
        this.comet = comet;
        this.intake = intake;
        this.interest = interest;
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** Whether no stream of a job is broken, or about to be found so. */
    boolean allAttached() {
        return byName.keySet().containsAll(comet.shownJobs())
                && byName.values().stream().allMatch(JobSide::whole);
    }

    void take(JobSide side, JobFrame frame) {
        comet.around()
                .schedule()
                .history()
                .add(() -> comet + " hears " + frame.getFrameCase() + " of " + side.job());
        switch (frame.getFrameCase()) {
            case HELLO -> attach(side, InstanceId.parse(frame.getHello().getInstance()));
            case LOG_OPENED -> intake.open(side, frame.getLogOpened());
            case LOG_CLOSED -> intake.close(side, frame.getLogClosed().getLog());
            case DELIVERY -> intake.deliver(side, frame);
            case INTEREST_IN_FORCE ->
                    interest.answered(side, frame.getInterestInForce().getVersion());
            case REPLAY_ROUTES -> {
                String word = frame.getReplayRoutes().getIncarnation();
                comet.sessions().replay(() -> side.send(CometFrames.routesReplayed(word)));
            }
            case SKIPPED, FRAME_NOT_SET -> {}
        }
    }

    private void attach(JobSide side, InstanceId job) {
        JobSide before = byName.get(job.name());
        InstanceId earlier = before == null ? null : before.job();
        if (earlier != null && earlier.supersedes(job)) {
            side.breakOff();
            return;
        }
        if (before != null) {
            before.breakOff();
        }
        side.attached(job, interest.attach());
        byName.put(job.name(), side);
        side.send(CometFrames.hello(comet.instance()));
        interest.attached(side);
    }

    void ended(JobSide side) {
        intake.closeAll(side);
        InstanceId job = side.job();
        if (job != null) {
            interest.detach(side);
            byName.remove(job.name(), side);
        }
    }
}
