package dev.halley.job.route;

import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.PendingRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which lookups go to Redis when. A state machine without threads, clocks or I/O, owned by one
 * thread. No lookup is ever given up: while Redis is away the partitions wait.
 *
 * <pre>{@code
 *                    word missing or another
 *   ASKING ----------------------------------> REPLAYING
 *     ^  ^                                         | all comets have, or time is up
 *     |  | word set, or found                      v
 *     |   \------------------------------------ MARKING
 *     | pause over              failed
 *   PAUSING <---- failed ---- (ASKING)
 * }</pre>
 *
 * The word is what Redis answers last in every batch. Routes that were read before it are whole if
 * it is the one remembered; otherwise Redis was emptied at some time before, everybody connected
 * would be taken for offline, and the answers are thrown away.
 */
public final class RouteLookups {
    private enum State {
        ASKING,
        PAUSING,
        REPLAYING,
        MARKING
    }

    private final RouteSettings settings;
    private final RouteActions actions;
    private final Supplier<String> newWord;
    private final Consumer<RouteIncident> tally;
    private final ArrayDeque<PendingRecord> waiting = new ArrayDeque<>();
    private State state = State.ASKING;
    private @Nullable String word;
    private String candidate = "";
    private int inFlight;
    private int failures;
    private long nowNanos;
    private long untilNanos;

    /**
     * Nothing to look up yet.
     *
     * @param newWord gives a word that nobody has used
     */
    public RouteLookups(
            RouteSettings settings,
            RouteActions actions,
            Supplier<String> newWord,
            Consumer<RouteIncident> tally) {
        this.settings = settings;
        this.actions = actions;
        this.newWord = newWord;
        this.tally = tally;
    }

    /** Takes a record that needs its routes. */
    public void ask(PendingRecord record) {
        waiting.add(record);
    }

    /** Ends a batch of events: asks what may be asked. */
    public void settle(long monotonicNanos) {
        nowNanos = monotonicNanos;
        boolean timeIsUp = nowNanos - untilNanos >= 0;
        if (state == State.REPLAYING && timeIsUp) {
            tally.accept(RouteIncident.REPLAY_LATE);
            mark();
        } else if (state == State.MARKING && timeIsUp) {
            mark();
        } else if (state == State.PAUSING && timeIsUp) {
            state = State.ASKING;
        }
        while (state == State.ASKING
                && !waiting.isEmpty()
                && inFlight < settings.batchesInFlight()) {
            askNext();
        }
    }

    private void askNext() {
        List<PendingRecord> records = new ArrayList<>();
        while (!waiting.isEmpty() && records.size() < settings.batchRecords()) {
            records.add(waiting.remove());
        }
        inFlight++;
        tally.accept(RouteIncident.BATCH);
        actions.lookUp(new RouteBatch(records));
    }

    /** Redis answered: where each record's users or keys are, and then which word it has. */
    public void answered(RouteBatch batch, List<FoundRoutes> found, @Nullable String presentWord) {
        inFlight--;
        failures = 0;
        if (word == null && presentWord != null && state != State.REPLAYING) {
            word = presentWord;
        }
        if (presentWord == null || !presentWord.equals(word)) {
            giveBack(batch);
            replay();
            return;
        }
        for (int i = 0; i < found.size(); i++) {
            actions.routed(batch.records().get(i), found.get(i));
        }
    }

    private void replay() {
        if (state == State.REPLAYING || state == State.MARKING) {
            return;
        }
        state = State.REPLAYING;
        candidate = newWord.get();
        untilNanos = nowNanos + settings.replayNanos();
        tally.accept(RouteIncident.REPLAY);
        actions.replayRoutes(candidate);
    }

    /** Redis did not answer. */
    public void failed(RouteBatch batch) {
        inFlight--;
        giveBack(batch);
        tally.accept(RouteIncident.RETRY);
        if (state == State.ASKING) {
            state = State.PAUSING;
            untilNanos = nowNanos + pause();
        }
    }

    /** Every attached comet has registered its routes again. */
    public void replayed() {
        if (state == State.REPLAYING) {
            mark();
        }
    }

    private void mark() {
        state = State.MARKING;
        untilNanos = Long.MAX_VALUE / 2 + nowNanos;
        actions.setWord(candidate);
    }

    /** Redis has this word now. */
    public void wordIs(String presentWord) {
        if (state == State.MARKING) {
            failures = 0;
            word = presentWord;
            state = State.ASKING;
        }
    }

    /** The word could not be set. */
    public void wordFailed() {
        if (state == State.MARKING) {
            tally.accept(RouteIncident.RETRY);
            untilNanos = nowNanos + pause();
        }
    }

    /** Records that wait for their routes, those that are being asked for not among them. */
    public int waiting() {
        return waiting.size();
    }

    // In front, in order: what was asked first is answered first.
    private void giveBack(RouteBatch batch) {
        for (int i = batch.records().size() - 1; i >= 0; i--) {
            waiting.addFirst(batch.records().get(i));
        }
    }

    private long pause() {
        int doublings = Math.min(failures, 20);
        failures++;
        return Math.min(settings.lastRetryNanos(), settings.firstRetryNanos() << doublings);
    }
}
