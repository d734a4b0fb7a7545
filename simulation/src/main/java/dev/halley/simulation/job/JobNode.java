package dev.halley.simulation.job;

import dev.halley.job.append.AppendSettings;
import dev.halley.job.append.StreamAppends;
import dev.halley.job.deliver.DeliverySettings;
import dev.halley.job.pipeline.PipelineSettings;
import dev.halley.job.pipeline.Pipelines;
import dev.halley.job.route.RouteLookups;
import dev.halley.job.route.RouteSettings;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.lifecycle.PeerWait;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.streams.StreamPolicy;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.around.Kept;
import dev.halley.simulation.around.Limits;
import dev.halley.simulation.around.Release;
import dev.halley.simulation.around.Sight;
import dev.halley.simulation.check.Violation;
import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Mailbox;
import dev.halley.simulation.schedule.Schedule;
import java.util.LinkedHashMap;
import java.util.Map;

/** One life of a job: the real pipelines and lookups, on one loop, joined to the models. */
public final class JobNode {
    private static final long WALL_MICROS = 1_800_000_000_000_000L;
    private static final long TICK_NANOS = 50 * Schedule.MS;
    private static final long LOOK_NANOS = 20 * Schedule.MS;
    private static final int SESSIONS_PER_PART = 2;
    private static final int BATCH_DELIVERIES = 3;

    private final Around around;
    private final InstanceId instance;
    private final Life process;
    private final Release release;
    private final Mailbox loop;
    private final Pipelines pipelines;
    private final StreamAppends appends;
    private final RouteLookups lookups;
    private final JobConsumer consumer;
    private final PeerWait wait;
    private final Map<String, CometLink> links = new LinkedHashMap<>();

    /** Starts: registers, looks who is there, and begins to read once it is attached to them. */
    public JobNode(Around around, InstanceId instance) {
        this.around = around;
        this.instance = instance;
        this.process = new Life(instance.toString());
        this.release = Release.draw(around.schedule().chance());
        this.loop = new Mailbox(around.schedule(), process, this::turn);
        Limits limits = around.limits();
        Tallied tally = new Tallied(process.toString(), around.schedule().history());
        JobActions actions = new JobActions(this, around);
        this.pipelines =
                new Pipelines(
                        new PipelineSettings(
                                Limits.RECORDS, 1 << 20, limits.stallNanos() / 3, false),
                        new DeliverySettings(
                                around.wiring().stallNanos(limits.stallNanos()),
                                limits.goneNanos(),
                                SESSIONS_PER_PART,
                                BATCH_DELIVERIES,
                                1 << 20),
                        actions,
                        tally);
        this.appends =
                new StreamAppends(
                        new AppendSettings(
                                3,
                                1 << 20,
                                4,
                                2 * Limits.RECORDS,
                                100,
                                20 * Schedule.MS,
                                200 * Schedule.MS,
                                limits.sessionTimeoutNanos() / 2),
                        new StreamPolicy(new Kept(limits.kept())),
                        actions,
                        actions::newEpoch,
                        incident -> {});
        this.lookups =
                new RouteLookups(
                        new RouteSettings(
                                4, 3, 2, 20 * Schedule.MS, 200 * Schedule.MS, limits.stallNanos()),
                        actions,
                        actions::newWord,
                        incident -> {});
        this.consumer = new JobConsumer(this, around);
        this.wait = new PeerWait(200 * Schedule.MS, limits.stallNanos());
        around.registry().register(NodeTier.JOB, instance);
        new Sight(around, process, NodeTier.COMET, view -> loop.execute(() -> shown(view)));
        tick();
        loop.execute(this::look);
    }

    /** Its life. */
    public Life process() {
        return process;
    }

    /** Who it is. */
    public InstanceId instance() {
        return instance;
    }

    Release release() {
        return release;
    }

    Mailbox loop() {
        return loop;
    }

    Pipelines pipelines() {
        return pipelines;
    }

    StreamAppends appends() {
        return appends;
    }

    RouteLookups lookups() {
        return lookups;
    }

    JobConsumer consumer() {
        return consumer;
    }

    /** Whether nothing is on its way through it. */
    public boolean quiet() {
        return pipelines.records() == 0 && loop.idle() && consumer.quiet();
    }

    @Override
    public String toString() {
        return "%s with %d records, %d events, %s"
                .formatted(process, pipelines.records(), loop.size(), consumer);
    }

    private void tick() {
        turn();
        consumer.committed(appends::committed);
        around.schedule().after(process, TICK_NANOS, this::tick);
    }

    void turn() {
        turn(() -> {});
    }

    private void turn(Runnable batch) {
        long now = around.schedule().nanos();
        pipelines.advance(now, WALL_MICROS + now / 1_000);
        batch.run();
        appends.settle(now, (WALL_MICROS + now / 1_000) / 1_000);
        pipelines.settle();
        lookups.settle(now);
        int most = around.kafka().partitions().size() * (Limits.RECORDS + JobConsumer.POLLED);
        if (pipelines.records() > most) {
            throw new Violation(process + " holds " + pipelines.records() + " records");
        }
    }

    private void shown(TierView view) {
        pipelines.shown(view);
        for (NodeAddress comet : view.nodes()) {
            CometLink present = links.get(comet.name());
            if (present != null) {
                comet.instance().ifPresent(present::shown);
            } else {
                CometLink link = new CometLink(comet, this, around);
                links.put(comet.name(), link);
                link.dial();
            }
        }
    }

    void forgotten(String node) {
        CometLink link = links.remove(node);
        if (link != null) {
            link.close();
        }
    }

    private void look() {
        boolean begins =
                wait.look(
                                around.schedule().nanos(),
                                pipelines.comets().known(),
                                pipelines.comets().count(),
                                pipelines.comets().waitedFor().size())
                        .begins();
        if (begins || !around.wiring().jobsWaitForComets()) {
            lookups.begin();
            consumer.start();
        } else {
            around.schedule().after(process, LOOK_NANOS, () -> loop.execute(this::look));
        }
    }
}
