package dev.halley.logic.kafka;

import dev.halley.logic.kafka.AppendFailure.Kind;
import dev.halley.logic.kafka.OpenRecords.OpenRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers callers whose records Kafka has not acknowledged in time, up to {@value #PERIOD_MS} ms
 * after the deadline, from a thread of its own. Thread-safe; callers are told outside of any lock.
 * What it holds is bounded by the producer's buffer, in which the same records are.
 */
final class Deadlines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final long PERIOD_MS = 20;
    private static final AppendFailure OVER =
            new AppendFailure(Kind.TIMEOUT, "kafka did not acknowledge within the deadline");
    private static final AppendFailure OVERDUE =
            new AppendFailure(
                    Kind.OVERDUE, "kafka has not acknowledged earlier records within the deadline");

    private final long deadlineNanos;
    private final Map<TopicPartition, OpenRecords> partitions = new ConcurrentHashMap<>();
    private final LongAdder lateAcknowledgements = new LongAdder();
    private final LongAdder lateFailures = new LongAdder();
    private final ScheduledExecutorService timer;

    /** Begins to look after the records that will be added. */
    @SuppressWarnings("FutureReturnValueIgnored")
    Deadlines(String name, Duration deadline) {
        this.deadlineNanos = deadline.toNanos();
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, name + "-deadlines");
                            thread.setDaemon(true);
                            return thread;
                        });
        timer.scheduleWithFixedDelay(this::sweep, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** A record that is appended now; null: it must not be, and the caller has been told so. */
    @Nullable Pending add(TopicPartition partition, Acknowledgement caller) {
        OpenRecords records =
                partitions.computeIfAbsent(partition, added -> new OpenRecords(deadlineNanos));
        OpenRecord added;
        synchronized (records) {
            added = records.add(caller, System.nanoTime());
        }
        if (added == null) {
            caller.failed(OVERDUE);
            return null;
        }
        return new Pending(records, added);
    }

    private void sweep() {
        partitions.values().forEach(this::sweep);
    }

    private void sweep(OpenRecords records) {
        List<Acknowledgement> callers;
        synchronized (records) {
            callers = records.giveUp(System.nanoTime());
        }
        callers.forEach(Deadlines::tellOver);
    }

    private static void tellOver(Acknowledgement caller) {
        try {
            caller.failed(OVER);
        } catch (RuntimeException e) {
            // Thrown further, it would end the sweeping.
            LOG.atError().setCause(e).log("caller failed");
        }
    }

    /** Records that Kafka acknowledged after their callers were told otherwise. */
    long lateAcknowledgements() {
        return lateAcknowledgements.sum();
    }

    /** Records that failed after their callers were told so. */
    long lateFailures() {
        return lateFailures.sum();
    }

    /** Gives up nothing any more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A record on its way to Kafka. */
    final class Pending {
        private final OpenRecords records;
        private final OpenRecord record;

        private Pending(OpenRecords records, OpenRecord record) {
            this.records = records;
            this.record = record;
        }

        void acknowledged() {
            Acknowledgement caller = settle();
            if (caller == null) {
                lateAcknowledgements.increment();
            } else {
                caller.acknowledged();
            }
        }

        void failed(AppendFailure failure) {
            Acknowledgement caller = settle();
            if (caller == null) {
                lateFailures.increment();
            } else {
                caller.failed(failure);
            }
        }

        private @Nullable Acknowledgement settle() {
            synchronized (records) {
                return records.settle(record);
            }
        }
    }
}
