package dev.halley.job.claim;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.retry.RetryPause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which claims go to Redis when. A state machine without threads, clocks or I/O, owned by one thread.
 * No claim is ever given up: while Redis is away the partitions wait.
 *
 * <pre>{@code
 *   taken -> asked for -> answered: goes on, or is dropped as a repeat
 *     ^          |
 *     +-- pause -+ failed
 * }</pre>
 *
 * Claims may be answered in any order: records are dispatched in order after them.
 */
public final class Claims {
    private final ClaimSettings settings;
    private final ClaimActions actions;
    private final Consumer<ClaimIncident> tally;
    private final ArrayDeque<PendingRecord> waiting = new ArrayDeque<>();
    private final RetryPause pause;
    private int inFlight;
    private long nowNanos;

    /** Nothing to claim yet. */
    public Claims(ClaimSettings settings, ClaimActions actions, Consumer<ClaimIncident> tally) {
        this.settings = settings;
        this.actions = actions;
        this.tally = tally;
        this.pause = new RetryPause(settings.firstRetryNanos(), settings.lastRetryNanos());
    }

    /** Takes a record that may come twice. It is answered no sooner than at the next settling. */
    public void take(PendingRecord record) {
        waiting.add(record);
    }

    /**
     * Ends a batch of events: asks what may be asked.
     *
     * @param monotonicNanos never goes back
     * @param wallMillis milliseconds since 1970
     */
    public void settle(long monotonicNanos, long wallMillis) {
        nowNanos = monotonicNanos;
        boolean open = pause.over(nowNanos);
        List<ClaimRequest> requests = new ArrayList<>();
        while (open && !waiting.isEmpty() && inFlight < settings.inFlight()) {
            PendingRecord record = waiting.remove();
            long keepMs = record.record().getOnceUntilMs() - wallMillis;
            inFlight++;
            requests.add(new ClaimRequest(record, Math.max(1, keepMs)));
        }
        if (!requests.isEmpty()) {
            actions.claim(requests);
        }
    }

    /**
     * Redis answered.
     *
     * @param first whether it had no claim, or this record's
     */
    public void answered(ClaimRequest request, boolean first) {
        inFlight--;
        pause.succeeded();
        tally.accept(first ? ClaimIncident.FIRST : ClaimIncident.REPEATED);
        actions.claimed(request.record(), first);
    }

    /** Redis did not answer; whether it has the claim is not known. */
    public void failed(ClaimRequest request) {
        inFlight--;
        waiting.addFirst(request.record());
        tally.accept(ClaimIncident.RETRY);
        pause.failed(nowNanos);
    }

    /** What is not dispatched of this partition is another's, or comes again. */
    public void givenBack(LogId log) {
        waiting.removeIf(record -> record.log().equals(log));
    }
}
