package dev.halley.logic.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition that Kafka has not answered. Decides whose caller is told that the
 * deadline is over, and whether the partition takes more.
 *
 * <pre>
 *   waiting --Kafka answers--> settled (the caller is told Kafka's answer)
 *   waiting --deadline--> given up (the caller is told so) --Kafka answers--> settled (late)
 * </pre>
 *
 * <p>Nothing is taken while the oldest record that is not settled is past the deadline. What is
 * uncertain is then no more than came within one deadline after Kafka went away, however long it
 * stays away.
 *
 * <p>Times are nanoseconds of any one clock. Not thread-safe.
 */
final class OpenRecords {
    private final long deadlineNanos;
    private final Deque<OpenRecord> unsettled = new ArrayDeque<>();
    // The end of the same, without those that are given up: a sweep does not walk over them again.
    private final Deque<OpenRecord> waiting = new ArrayDeque<>();

    OpenRecords(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
    }

    /** A record that is to be appended now; null: the partition is overdue and takes none. */
    @Nullable OpenRecord add(Acknowledgement caller, long nowNanos) {
        OpenRecord oldest = unsettled.peekFirst();
        if (oldest != null && overdue(oldest, nowNanos)) {
            return null;
        }
        OpenRecord added = new OpenRecord(caller, nowNanos);
        unsettled.addLast(added);
        waiting.addLast(added);
        return added;
    }

    /** Kafka has answered. The caller who is to be told; null: it was given up, this is too late. */
    @Nullable Acknowledgement settle(OpenRecord record) {
        Acknowledgement caller = record.release();
        record.settled = true;
        dropSettled(unsettled);
        dropSettled(waiting);
        return caller;
    }

    private static void dropSettled(Deque<OpenRecord> records) {
        while (!records.isEmpty() && records.getFirst().settled) {
            records.removeFirst();
        }
    }

    /** Callers to be told that the deadline is over, oldest first. Each is given up with this. */
    List<Acknowledgement> giveUp(long nowNanos) {
        List<Acknowledgement> callers = List.of();
        while (!waiting.isEmpty() && overdue(waiting.getFirst(), nowNanos)) {
            Acknowledgement caller = waiting.removeFirst().release();
            if (caller != null) {
                callers = callers.isEmpty() ? new ArrayList<>() : callers;
                callers.add(caller);
            }
        }
        return callers;
    }

    private boolean overdue(OpenRecord record, long nowNanos) {
        return nowNanos - record.sinceNanos >= deadlineNanos;
    }

    /** One of them. */
    static final class OpenRecord {
        private final long sinceNanos;
        private @Nullable Acknowledgement caller;
        private boolean settled;

        private OpenRecord(Acknowledgement caller, long sinceNanos) {
            this.caller = caller;
            this.sinceNanos = sinceNanos;
        }

        // A caller is told once, and not kept for as long as Kafka is away.
        private @Nullable Acknowledgement release() {
            Acknowledgement released = caller;
            caller = null;
            return released;
        }
    }
}
