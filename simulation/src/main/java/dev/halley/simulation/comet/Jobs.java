package dev.halley.simulation.comet;

import dev.halley.api.comet.Deliveries;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.JobHello;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.comet.contract.CometFrames;
import dev.halley.runtime.node.InstanceId;
import dev.halley.simulation.around.Release;
import dev.halley.simulation.check.Violation;
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
            case HELLO -> attach(side, frame.getHello());
            case LOG_OPENED -> intake.open(side, frame.getLogOpened());
            case LOG_CLOSED -> intake.close(side, frame.getLogClosed().getLog());
            case DELIVERY -> intake.deliver(side, frame.getDelivery());
            case DELIVERIES -> deliver(side, frame.getDeliveries());
            case INTEREST_IN_FORCE ->
                    interest.answered(side, frame.getInterestInForce().getVersion());
            case REPLAY_ROUTES -> {
                String word = frame.getReplayRoutes().getIncarnation();
                comet.sessions().replay(() -> side.send(CometFrames.routesReplayed(word)));
            }
            case SKIPPED -> comet.checkPositionsSoon();
            case FRAME_NOT_SET -> {}
        }
        comet.fanout().wake();
    }

    private void deliver(JobSide side, Deliveries batch) {
        if (!comet.release().hasBatches()) {
            throw new Violation(comet + " got a frame that its release does not know");
        }
        batch.getDeliveriesList().forEach(part -> intake.deliver(side, part));
    }

    private void attach(JobSide side, JobHello hello) {
        InstanceId job = InstanceId.parse(hello.getInstance());
        JobSide before = byName.get(job.name());
        InstanceId earlier = before == null ? null : before.job();
        if (earlier != null && earlier.supersedes(job)) {
            side.breakOff();
            return;
        }
        if (before != null) {
            before.breakOff();
        }
        side.attached(job, interest.attach(), DeliverySchema.hasBatches(hello.getSchemaVersion()));
        byName.put(job.name(), side);
        int version = comet.around().wiring().said(comet.release().schema());
        side.send(Release.hello(CometFrames.hello(comet.instance()), version));
        comet.checkPositionsSoon();
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
