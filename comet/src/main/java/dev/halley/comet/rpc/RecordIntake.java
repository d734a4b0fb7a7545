package dev.halley.comet.rpc;

import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.LogOpened;
import dev.halley.api.comet.Skipped;
import dev.halley.comet.contract.CometFrames;
import dev.halley.comet.contract.DeliveryReader;
import dev.halley.comet.contract.ReceivedPart;
import dev.halley.comet.delivery.DeliveredPart;
import dev.halley.comet.delivery.LogId;
import dev.halley.comet.delivery.Marks;
import dev.halley.comet.delivery.OpenLog;
import dev.halley.comet.delivery.PendingRecord;
import dev.halley.comet.delivery.Position;
import dev.halley.comet.delivery.Verdict;
import dev.halley.comet.fanout.ShardWakes;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.fanout.inbox.LocalDelivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records from streams to the shards, by what the marks decide. On the delivery executor. */
final class RecordIntake {
    private static final Logger LOG = LoggerFactory.getLogger(RecordIntake.class);
    private static final int MAX_PARTITIONS = 16 * 1024;

    private final Marks<ReceivedPart> marks = new Marks<>(MAX_PARTITIONS);
    private final Map<OpenLog<ReceivedPart>, JobStream> streams = new HashMap<>();
    private final DeliveryMetrics metrics;
    private final Shards shards;
    private final ShardWakes wakes;
    private final long maxPartBytes;
    private final FinishedReports reports;

    RecordIntake(DeliveryParts parts) {
        this.metrics = parts.metrics();
        this.shards = parts.shards();
        this.wakes = shards.wakes();
        this.maxPartBytes = parts.settings().maxUnfinishedBytes();
        this.reports =
                new FinishedReports(parts.executor(), parts.settings().finishedDelay(), this);
    }

    Marks<ReceivedPart> marks() {
        return marks;
    }

    void open(JobStream stream, LogOpened opened) {
        LogId id = new LogId(opened.getTopicId(), opened.getPartition());
        OpenLog<ReceivedPart> log = marks.open(opened.getLog(), id, opened.getOwnerEpoch());
        OpenLog<ReceivedPart> before = stream.logs().put(opened.getLog(), log);
        if (before != null) {
            forget(before);
        }
        streams.put(log, stream);
        if (log.superseded()) {
            refuse(stream, log);
        }
    }

    void close(JobStream stream, int number) {
        OpenLog<ReceivedPart> log = stream.logs().remove(number);
        if (log != null) {
            forget(log);
        }
    }

    void closeAll(JobStream stream) {
        stream.logs().values().forEach(this::forget);
        stream.logs().clear();
    }

    /**
     * Takes up what came in one frame. One of them may have the stream broken off: what follows it
     * is then as if lost on the way.
     */
    void deliver(JobStream stream, List<Delivery> deliveries, long receivedUs) {
        try {
            for (int i = 0; i < deliveries.size() && stream.isAttached(); i++) {
                deliver(stream, new ReceivedPart(deliveries.get(i), receivedUs));
            }
        } finally {
            wakes.wake();
        }
    }

    private void deliver(JobStream stream, ReceivedPart part) {
        OpenLog<ReceivedPart> log = stream.logs().get(part.delivery().getLog());
        if (log == null) {
            stream.breakOff(StreamEnd.PROTOCOL, "delivery for a log that is not open");
            return;
        }
        Position position = position(part.delivery().getPosition());
        boolean more = part.delivery().getMore();
        Verdict<ReceivedPart> verdict =
                marks.deliver(new DeliveredPart<>(log, position, more, part, part.bytes()));
        switch (verdict.kind()) {
            case ACCEPTED -> accept(stream, verdict.record());
            case WAITING -> boundParts(stream, log);
            case DUPLICATE -> {
                metrics.duplicate();
                reports.note(log);
            }
            case SUPERSEDED -> refuse(stream, log);
        }
    }

    void skipped(Skipped skipped) {
        Position from = position(skipped.getFrom());
        Position to = position(skipped.getTo());
        boolean countable = from.leaderEpoch() == to.leaderEpoch() && from.isUpTo(to);
        metrics.skipped(countable ? to.offset() - from.offset() + 1 : 1);
        LOG.atWarn()
                .addKeyValue("partition", skipped.getLog())
                .addKeyValue("offset", from.offset())
                .log("job went on without this comet");
        shards.checkPositionsSoon();
    }

    /** A record is dealt with. The log that may have something to report; null: none. */
    @Nullable OpenLog<ReceivedPart> finish(RecordReceipt receipt) {
        metrics.finished();
        receipt.stream().giveBack(receipt.bytes(), receipt.isBroadcast());
        return marks.finish(receipt.record());
    }

    /** Tells each job how far its logs among these are finished, all of a job's at once. */
    void report(Set<OpenLog<ReceivedPart>> logs) {
        Set<JobStream> told = new LinkedHashSet<>();
        for (OpenLog<ReceivedPart> log : logs) {
            JobStream stream = streams.get(log);
            if (stream != null && log.hasFinished()) {
                stream.owes(log);
                told.add(stream);
            }
        }
        told.forEach(JobStream::reportOwed);
    }

    /** Tells the present owner of the record that it moves. */
    void progress(PendingRecord<ReceivedPart> record, long sessionsDone) {
        OpenLog<ReceivedPart> log = marks.owner(record);
        JobStream stream = log == null ? null : streams.get(log);
        if (log != null && stream != null && stream.isReady()) {
            stream.send(CometFrames.progress(log.number(), record.position(), sessionsDone));
        }
    }

    private void accept(JobStream stream, @Nullable PendingRecord<ReceivedPart> record) {
        if (record == null) {
            return;
        }
        RecordReceipt receipt = new RecordReceipt(record, stream, reports);
        metrics.accepted();
        stream.take(receipt.bytes(), receipt.isBroadcast());
        List<LocalDelivery> deliveries = new ArrayList<>(record.parts().size());
        for (ReceivedPart part : record.parts()) {
            Optional<LocalDelivery> delivery = DeliveryReader.read(part, receipt);
            delivery.ifPresentOrElse(deliveries::add, metrics::unreadable);
        }
        shards.dispatch(deliveries, receipt, wakes);
    }

    private void boundParts(JobStream stream, OpenLog<ReceivedPart> log) {
        if (log.partBytes() > maxPartBytes) {
            stream.breakOff(StreamEnd.PARTS_TOO_LARGE, "");
        }
    }

    private void refuse(JobStream stream, OpenLog<ReceivedPart> log) {
        metrics.refused();
        stream.send(CometFrames.refused(log.number(), log.highestOwnerEpoch()));
    }

    private void forget(OpenLog<ReceivedPart> log) {
        marks.close(log);
        streams.remove(log);
    }

    private static Position position(dev.halley.api.comet.Position position) {
        return new Position(position.getLeaderEpoch(), position.getOffset());
    }
}
