package dev.halley.comet.rpc;

import dev.halley.comet.contract.ReceivedPart;
import dev.halley.comet.delivery.OpenLog;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers finished records from the shards' loops, and reports each log once for all of them. A
 * finished record waits a moment for others: job commits about once a second, so it loses nothing,
 * and a thousand records cost one wake-up and one frame instead of a thousand.
 */
final class FinishedReports {
    private static final Logger LOG = LoggerFactory.getLogger(FinishedReports.class);

    private final EventExecutor executor;
    private final long delayNanos;
    private final RecordIntake records;
    private final Queue<RecordReceipt> finished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Set<OpenLog<ReceivedPart>> toReport = new LinkedHashSet<>();

    FinishedReports(EventExecutor executor, Duration delay, RecordIntake records) {
        this.executor = executor;
        this.delayNanos = delay.toNanos();
        this.records = records;
    }

    /** Any thread. */
    void finished(RecordReceipt receipt) {
        finished.add(receipt);
        schedule();
    }

    /** Any thread. */
    void progressed(RecordReceipt receipt, long sessionsDone) {
        try {
            executor.execute(() -> records.progress(receipt.record(), sessionsDone));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("delivery executor has stopped");
        }
    }

    /** The log may have something to report. On the executor. */
    void note(OpenLog<ReceivedPart> log) {
        toReport.add(log);
        schedule();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it, and it cannot be cancelled
    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                executor.schedule(this::report, delayNanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.atDebug().log("delivery executor has stopped");
            }
        }
    }

    private void report() {
        // Before the queue is read: what is added after that schedules anew.
        scheduled.set(false);
        for (RecordReceipt receipt = finished.poll(); receipt != null; receipt = finished.poll()) {
            OpenLog<ReceivedPart> log = records.finish(receipt);
            if (log != null) {
                toReport.add(log);
            }
        }
        records.report(toReport);
        toReport.clear();
    }
}
