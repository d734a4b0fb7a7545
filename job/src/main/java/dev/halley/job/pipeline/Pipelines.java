package dev.halley.job.pipeline;

import dev.halley.api.comet.CometFrame;
import dev.halley.job.deliver.CometActions;
import dev.halley.job.deliver.CometStream;
import dev.halley.job.deliver.Comets;
import dev.halley.job.deliver.DeliverySettings;
import dev.halley.job.presence.UnknownInstances;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.Incident;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Now;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import dev.halley.job.record.PolledRecord;
import dev.halley.job.record.Stage;
import dev.halley.job.record.Tally;
import dev.halley.runtime.discovery.TierView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole of job's delivery: a pipeline for each partition it owns, and the comets they end at. A
 * state machine without threads, clocks or I/O: {@link #advance} hands the time in, events follow as
 * calls of one thread, {@link #settle} ends the batch; actions go out through {@link
 * PipelineActions} and {@link CometStream}.
 */
public final class Pipelines {
    /** Time jumps larger than this are our own pauses; no comet is blamed for them. */
    private static final long LONGEST_STEP_NANOS = 1_000_000_000L;

    private static final long TICK_NANOS = 50_000_000L;

    private final PipelineSettings settings;
    private final PipelineActions actions;
    private final Tally tally;
    private final Now now = new Now();
    private final Comets comets;
    private final RecordRouter router;
    private final Map<LogId, PartitionPipeline> pipelines = new LinkedHashMap<>();
    private @Nullable Long lastNanos;
    private long elapsedNanos;
    private long tickedAtNanos;

    /** No partitions and no comets yet. */
    public Pipelines(
            PipelineSettings settings,
            DeliverySettings delivery,
            PipelineActions actions,
            Tally tally) {
        this.settings = settings;
        this.actions = actions;
        this.tally = tally;
        this.comets = new Comets(delivery, new CometWishes(), now, tally);
        UnknownInstances unknown = new UnknownInstances(settings.unknownInstanceNanos(), now);
        this.router = new RecordRouter(comets, unknown, now, tally, this::offline);
    }

    /**
     * Hands the time in.
     *
     * @param monotonicNanos never goes back
     * @param wallMicros microseconds since 1970
     */
    public void advance(long monotonicNanos, long wallMicros) {
        if (lastNanos != null) {
            elapsedNanos += Math.min(LONGEST_STEP_NANOS, monotonicNanos - lastNanos);
        }
        lastNanos = monotonicNanos;
        now.set(elapsedNanos, wallMicros);
    }

    /** A partition is this job's from now on. */
    public void assigned(LogId log, long ownerEpoch) {
        dropped(log);
        // A pause that was asked for before it went may take effect only now, and be nobody's.
        actions.resume(log);
        pipelines.put(log, new PartitionPipeline(log, ownerEpoch, settings, actions, tally));
        comets.assigned(log, ownerEpoch);
    }

    /** Records were read, in order. Those of a partition that is not ours any more are ignored. */
    public void polled(LogId log, List<PolledRecord> records) {
        PartitionPipeline pipeline = pipelines.get(log);
        if (pipeline == null) {
            return;
        }
        List<PendingRecord> pending = new ArrayList<>(records.size());
        for (PolledRecord polled : records) {
            if (polled.record() != null) {
                tally.stage(
                        Stage.POLLED,
                        (now.wallMicros() - polled.record().getAcceptedAtUs()) * 1_000);
            }
            pending.add(new PendingRecord(log, polled, now.nanos()));
        }
        pipeline.take(pending);
    }

    /**
     * All appends of a record are on their way. If they succeed, what is looked up from now on is as
     * of after them, and known no sooner than their answers.
     */
    public void appending(PendingRecord record) {
        if (record.target().needsRoutes()) {
            lookUp(record);
        }
    }

    /** A record has all its places in streams, or has no streams. */
    public void appended(PendingRecord record, Places places) {
        tally.stage(Stage.APPENDED, now.nanos() - record.takenAtNanos());
        if (places.isEmpty() && record.mayComeTwice()) {
            actions.claim(record);
        } else {
            placed(record, places);
        }
    }

    /** It is known whether a record without a stream is the first that says this. */
    public void claimed(PendingRecord record, boolean first) {
        placed(record, first ? Places.NONE : Places.WITHHELD);
    }

    private void placed(PendingRecord record, Places places) {
        record.placed(places);
        boolean needed = record.target().needsRoutes() && !places.areAllWithheld();
        if (needed && !record.isLookedUp()) {
            lookUp(record);
        }
    }

    private void lookUp(PendingRecord record) {
        record.lookedUp();
        actions.lookUp(record);
    }

    private void offline(PendingRecord record, List<Integer> users) {
        if (settings.offline() && !users.isEmpty()) {
            users.forEach(user -> record.owedToOneMore());
            actions.offline(record, users);
        }
    }

    /** It is written down that one user of a record had no session. */
    public void offlineWritten(PendingRecord record) {
        record.finishedByOne();
    }

    /**
     * It is known where the users or keys of a record are. Of a record that has no places yet it is
     * not: an append has failed, and who registers before it succeeds would neither be found here nor
     * find the message in the stream.
     */
    public void routed(PendingRecord record, FoundRoutes found) {
        if (record.places() == null) {
            record.lookedUpInVain();
            tally.incident(Incident.LOOKED_UP_IN_VAIN, 1);
            return;
        }
        record.found(found);
        tally.stage(Stage.ROUTED, now.nanos() - record.takenAtNanos());
    }

    /**
     * A partition is to be given away: nothing more is taken in, what is on its way may finish, then
     * {@link PipelineActions#drained} is called.
     */
    public void drain(LogId log) {
        PartitionPipeline pipeline = pipelines.get(log);
        if (pipeline == null) {
            actions.drained(log);
        } else {
            pipeline.drain();
        }
    }

    /** A partition is no longer this job's. */
    public void dropped(LogId log) {
        if (pipelines.remove(log) != null) {
            actions.dropped(log);
            comets.dropped(log);
        }
    }

    /** A commit has proved that the partition is ours. */
    public void ownershipProved(LogId log) {
        PartitionPipeline pipeline = pipelines.get(log);
        if (pipeline != null) {
            comets.reopened(log, pipeline.ownerEpoch());
        }
    }

    /** What discovery shows now. */
    public void shown(TierView view) {
        comets.shown(view);
    }

    /** A frame came from the comet that discovery shows under this name. */
    public void received(String node, CometStream stream, CometFrame frame) {
        comets.received(node, stream, frame);
    }

    /** A stream broke. */
    public void detached(CometStream stream) {
        comets.detached(stream);
    }

    /** A comet ended its stream in order: it has no sessions any more. */
    public void left(CometStream stream) {
        comets.left(stream);
    }

    /** Has every attached comet register its sessions' routes again. */
    public void replayRoutes(String word) {
        comets.replayRoutes(word);
    }

    /** Ends a batch of events: everything that can go on now does. */
    public void settle() {
        for (PartitionPipeline pipeline : pipelines.values()) {
            pipeline.dispatch(router);
        }
        comets.pump();
        if (now.nanos() - tickedAtNanos >= TICK_NANOS) {
            tickedAtNanos = now.nanos();
            comets.tick();
        }
        for (PartitionPipeline pipeline : pipelines.values()) {
            pipeline.advance();
        }
    }

    /** The comets, to be read only. */
    public Comets comets() {
        return comets;
    }

    /** Records taken in and not finished. */
    public int records() {
        return pipelines.values().stream().mapToInt(PartitionPipeline::records).sum();
    }

    /** Their bytes. */
    public long bytes() {
        return pipelines.values().stream().mapToLong(PartitionPipeline::bytes).sum();
    }

    /** Partitions that are paused because they are full. */
    public int paused() {
        return (int) pipelines.values().stream().filter(PartitionPipeline::isPaused).count();
    }

    private final class CometWishes implements CometActions {
        @Override
        public void logRefused(LogId log, long highestEpoch) {
            PartitionPipeline pipeline = pipelines.get(log);
            if (pipeline != null) {
                pipeline.raiseEpochAbove(highestEpoch);
                actions.proveOwnership(log);
            }
        }

        @Override
        public void routesReplayed() {
            actions.routesReplayed();
        }

        @Override
        public void forgotten(String node) {
            actions.forgotten(node);
        }
    }
}
