package dev.halley.job.offline;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.retry.RetryPause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which pushes go to the topic when. A state machine without threads, clocks or I/O, owned by one
 * thread. None is given up while Kafka is away: its record is not finished, and its partition fills
 * and waits.
 */
public final class OfflinePushes {
    private final OfflineSettings settings;
    private final OfflineActions actions;
    private final Consumer<OfflineIncident> tally;
    private final ArrayDeque<OfflinePush> waiting = new ArrayDeque<>();
    private final RetryPause pause;
    private int inFlight;
    private long nowNanos;

    /** Nothing to write yet. */
    public OfflinePushes(
            OfflineSettings settings, OfflineActions actions, Consumer<OfflineIncident> tally) {
        this.settings = settings;
        this.actions = actions;
        this.tally = tally;
        this.pause = new RetryPause(settings.firstRetryNanos(), settings.lastRetryNanos());
    }

    /** Takes a push to some users who have no session, by their indexes. */
    public void take(PendingRecord record, List<Integer> users) {
        for (int user : users) {
            waiting.add(new OfflinePush(record, user));
        }
    }

    /**
     * Ends a batch of events: writes what may be written.
     *
     * @param monotonicNanos never goes back
     */
    public void settle(long monotonicNanos) {
        nowNanos = monotonicNanos;
        boolean open = pause.over(nowNanos);
        List<OfflinePush> pushes = new ArrayList<>();
        while (open && !waiting.isEmpty() && inFlight < settings.inFlight()) {
            inFlight++;
            pushes.add(waiting.remove());
        }
        if (!pushes.isEmpty()) {
            actions.write(pushes);
        }
    }

    /** Kafka has it. */
    public void written(OfflinePush push) {
        pause.succeeded();
        end(push, OfflineIncident.WRITTEN);
    }

    /** Kafka never takes it: it is too large. */
    public void refused(OfflinePush push) {
        end(push, OfflineIncident.TOO_LARGE);
    }

    private void end(OfflinePush push, OfflineIncident how) {
        inFlight--;
        tally.accept(how);
        actions.offlineWritten(push.pending());
    }

    /** Kafka did not take it; whether it has it is not known. */
    public void failed(OfflinePush push) {
        inFlight--;
        waiting.addFirst(push);
        tally.accept(OfflineIncident.RETRY);
        pause.failed(nowNanos);
    }

    /** A partition is no longer this job's: what is not written of it is another's to write. */
    public void dropped(LogId log) {
        waiting.removeIf(push -> push.pending().log().equals(log));
    }

    /** Pushes that wait to be written, those on their way not among them. */
    public int waiting() {
        return waiting.size();
    }
}
