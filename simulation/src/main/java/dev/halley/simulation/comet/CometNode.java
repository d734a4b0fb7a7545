package dev.halley.simulation.comet;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.comet.fanout.Shards;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.lifecycle.PeerWait;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeTier;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.around.Doors.JobDoor;
import dev.halley.simulation.around.Release;
import dev.halley.simulation.around.Sight;
import dev.halley.simulation.link.Link;
import dev.halley.simulation.redis.RedisLine;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Mailbox;
import dev.halley.simulation.schedule.Schedule;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One life of a comet: the real marks, flow windows and interest on one thread, and the real shards
 * on loops of their own.
 */
public final class CometNode implements JobDoor {
    private static final long LOOK_NANOS = 20 * Schedule.MS;
    private static final long CHECK_NANOS = 2_000 * Schedule.MS;

    private final Around around;
    private final InstanceId instance;
    private final Life process;
    private final Release release;
    private final Mailbox delivery;
    private final RoomInterest interest;
    private final Intake intake;
    private final Jobs jobs;
    private final RedisLine redis;
    private final Fanout fanout;
    private final Sessions sessions;
    private final PeerWait wait;
    private TierView shownJobs = TierView.unknown(NodeTier.JOB);
    private boolean accepting;
    private int attachments;

    /** Starts: registers, looks who is there, and accepts sessions once those are attached. */
    public CometNode(Around around, InstanceId instance) {
        this.around = around;
        this.instance = instance;
        this.process = new Life(instance.toString());
        this.release = Release.draw(around.schedule().chance());
        this.delivery = new Mailbox(around.schedule(), process, Runnable::run);
        this.interest = new RoomInterest(this);
        this.intake = new Intake(this);
        this.jobs = new Jobs(this, intake, interest);
        this.redis = new RedisLine(around.schedule(), around.network(), around.redis(), process);
        this.fanout =
                new Fanout(
                        around,
                        process,
                        new Reads(around.schedule(), process, redis, around.limits()));
        this.sessions = new Sessions(this);
        shards().rooms().watch(interest);
        this.wait = new PeerWait(200 * Schedule.MS, around.limits().stallNanos());
        around.registry().register(NodeTier.COMET, instance);
        around.doors().open(instance.name(), this);
        new Sight(around, process, NodeTier.JOB, view -> shownJobs = view);
        look();
        checkPositions();
    }

    private void checkPositions() {
        checkPositionsSoon();
        around.schedule().after(process, CHECK_NANOS, this::checkPositions);
    }

    Set<String> shownJobs() {
        Set<String> names = new HashSet<>();
        shownJobs.nodes().forEach(job -> names.add(job.name()));
        return names;
    }

    private void look() {
        Set<String> missing = shownJobs();
        int shown = missing.size();
        missing.removeAll(jobs.names());
        PeerWait.Verdict verdict =
                wait.look(around.schedule().nanos(), shownJobs.known(), shown, missing.size());
        if (verdict.begins()) {
            accepting = true;
        } else {
            around.schedule().after(process, LOOK_NANOS, this::look);
        }
    }

    @Override
    public Life process() {
        return process;
    }

    @Override
    public Consumer<JobFrame> attach(Link link, Consumer<CometFrame> toJob) {
        attachments++;
        JobSide side = new JobSide(this, link, toJob);
        link.whenCalledLearns(() -> delivery.execute(side::end));
        return side;
    }

    /** Who it is. */
    public InstanceId instance() {
        return instance;
    }

    /** Whether clients may connect. */
    public boolean accepting() {
        return accepting && process.alive();
    }

    /** The sessions here. */
    public Sessions sessions() {
        return sessions;
    }

    /** Whether nothing is on its way through it. */
    public boolean quiet() {
        return delivery.idle() && intake.unfinished() == 0 && fanout.quiet();
    }

    Life life() {
        return process;
    }

    Release release() {
        return release;
    }

    Around around() {
        return around;
    }

    Mailbox delivery() {
        return delivery;
    }

    RedisLine redis() {
        return redis;
    }

    RoomInterest interest() {
        return interest;
    }

    Jobs jobs() {
        return jobs;
    }

    int jobsEver() {
        return Math.max(1, attachments);
    }

    Fanout fanout() {
        return fanout;
    }

    Shards shards() {
        return fanout.shards();
    }

    /** Messages may have passed it by. */
    void checkPositionsSoon() {
        if (around.limits().streams() && around.wiring().checksPositions()) {
            shards().checkPositionsSoon();
        }
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
