package dev.halley.comet.rpc;

import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.JobHello;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.comet.config.DeliverySettings;
import dev.halley.comet.contract.CometFrames;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.interest.InterestFeed;
import dev.halley.runtime.node.InstanceId;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of all jobs, one for each node. Takes each frame to who deals with it. Everything on
 * the delivery executor, one thread, unless it says otherwise.
 */
final class DeliveryStreams {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryStreams.class);

    private final EventExecutor executor;
    private final DeliverySettings settings;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final Shards shards;
    private final RecordIntake records;
    private final InterestExchange interest;
    private final ReplayRequests replays;
    private final Map<String, JobStream> jobs = new LinkedHashMap<>();
    private volatile Set<String> attachedNames = Set.of();

    DeliveryStreams(DeliveryParts parts, RecordIntake records, InterestExchange interest) {
        this.executor = parts.executor();
        this.settings = parts.settings();
        this.metrics = parts.metrics();
        this.clock = parts.clock();
        this.replays = new ReplayRequests(parts);
        this.records = records;
        this.interest = interest;
        this.shards = parts.shards();
    }

    /** Any thread. */
    void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("delivery executor has stopped");
        }
    }

    /** Any thread. */
    long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    DeliveryMetrics metrics() {
        return metrics;
    }

    void take(JobStream stream, JobFrame frame, long receivedUs) {
        if (!stream.isAttached() && !frame.hasHello()) {
            stream.breakOff(StreamEnd.PROTOCOL, "the first frame must be a hello");
            return;
        }
        switch (frame.getFrameCase()) {
            case HELLO -> attach(stream, frame.getHello());
            case LOG_OPENED -> records.open(stream, frame.getLogOpened());
            case LOG_CLOSED -> records.close(stream, frame.getLogClosed().getLog());
            case DELIVERY -> records.deliver(stream, List.of(frame.getDelivery()), receivedUs);
            case DELIVERIES ->
                    records.deliver(stream, frame.getDeliveries().getDeliveriesList(), receivedUs);
            case SKIPPED -> records.skipped(frame.getSkipped());
            case INTEREST_IN_FORCE ->
                    interest.answered(stream, frame.getInterestInForce().getVersion());
            case REPLAY_ROUTES -> replays.ask(stream, frame.getReplayRoutes().getIncarnation());
            // A job of a newer release says something that this one does not know.
            case FRAME_NOT_SET -> metrics.unknownFrame();
        }
    }

    void sendInterest(JobStream stream) {
        interest.send(stream);
    }

    void ended(JobStream stream) {
        records.closeAll(stream);
        replays.ended(stream);
        InstanceId job = stream.job();
        if (job == null) {
            return;
        }
        interest.detach(stream);
        jobs.remove(job.name(), stream);
        jobsChanged();
        LOG.atInfo().addKeyValue("node", job).log("job detached");
    }

    /** Names of the jobs that are attached. Any thread. */
    Set<String> attachedNames() {
        return attachedNames;
    }

    private void jobsChanged() {
        attachedNames = Set.copyOf(jobs.keySet());
        metrics.attached(jobs.size());
    }

    /** Ends all streams in peace. */
    void completeAll() {
        new ArrayList<>(jobs.values()).forEach(JobStream::complete);
    }

    private void attach(JobStream stream, JobHello hello) {
        InstanceId job = parse(hello.getInstance());
        if (job == null || stream.isAttached()) {
            stream.breakOff(StreamEnd.PROTOCOL, "hello: " + hello.getInstance());
            return;
        }
        JobStream before = jobs.get(job.name());
        if (before != null && before.job() != null && before.job().supersedes(job)) {
            stream.breakOff(StreamEnd.SUPERSEDED, "a later instance of the job is attached");
            return;
        }
        if (before != null) {
            before.breakOff(StreamEnd.SUPERSEDED, "");
        }
        InterestFeed feed = interest.attach();
        stream.attached(job, feed, DeliverySchema.hasBatches(hello.getSchemaVersion()));
        jobs.put(job.name(), stream);
        jobsChanged();
        // Any schema version: fields that one side does not know are passed by, and so are frames;
        // but nothing that must arrive goes in a frame that the other does not know.
        LOG.atInfo()
                .addKeyValue("node", job)
                .addKeyValue("schema", hello.getSchemaVersion())
                .log("job attached");
        stream.send(CometFrames.hello(settings.instance()));
        interest.attached(stream);
        // What the job sent while it was away is not known.
        shards.checkPositionsSoon();
    }

    private static @Nullable InstanceId parse(String instance) {
        try {
            return InstanceId.parse(instance);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
