package dev.halley.job.route;

import dev.halley.api.record.Push;
import dev.halley.job.record.FoundRoutes;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.retry.Doubling;
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
 *                    word missing or another              pending word is there
 *   ASKING --------------------------------> PREPARING --------------------------> REPLAYING
 *     ^  ^                                    ^     ^  |                               | all comets
 *     |  | word is whole                gone, |     |  | failed                        | have, or
 *     |  +------------------- CONFIRMING -----+     |  v                               | time is up
 *     |                         ^     |  failed   RECOVERING                           |
 *     |                         |     +----------->                                    |
 *     | pause over              +------------------------------------------------------+
 *   PAUSING <---- failed ---- (ASKING)
 * }</pre>
 *
 * The word is what Redis answers last in every batch. Routes that were read before it are whole if
 * it is the one remembered; otherwise Redis was emptied at some time before, everybody connected
 * would be taken for offline, and the answers are thrown away. A batch that was asked before the
 * word was known is asked again: its routes may have been read while another job still had them
 * replayed, and the word right after that job was done.
 *
 * <p>The word is written before the replay, as pending, and made whole after it, if it is still
 * there: written only after it, it would call routes whole that Redis lost between the two. A
 * pending word that a job left behind when it died is missing to all others. Whenever Redis fails
 * meanwhile, it may have lost routes again, and everything is done anew.
 */
public final class RouteLookups {
    private enum State {
        ASKING,
        PAUSING,
        PREPARING,
        REPLAYING,
        CONFIRMING,
        RECOVERING
    }

    private static final String PENDING = "?";

    private final RouteSettings settings;
    private final RouteActions actions;
    private final Supplier<String> newWord;
    private final Consumer<RouteIncident> tally;
    private final ArrayDeque<PendingRecord> waiting = new ArrayDeque<>();
    private final Doubling delays;
    private State state = State.ASKING;
    private @Nullable String word;
    private int wordsKnown;
    private String pending = "";
    private int inFlight;
    private boolean begun;
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
        this.delays = new Doubling(settings.firstRetryNanos(), settings.lastRetryNanos());
    }

    /**
     * Records come from now on, and comets that have to register their routes again are attached. Asks
     * for the word at once: should they have to, they do so before there is a push that waits for it.
     */
    public void begin() {
        begun = true;
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
            confirm();
        } else if (state == State.RECOVERING && timeIsUp) {
            prepare();
        } else if (state == State.PAUSING && timeIsUp) {
            state = State.ASKING;
        }
        while (state == State.ASKING
                && (!waiting.isEmpty() || wantsWord())
                && inFlight < settings.batchesInFlight()) {
            askNext();
        }
    }

    private boolean wantsWord() {
        return begun && word == null && inFlight == 0;
    }

    private void askNext() {
        List<PendingRecord> records = new ArrayList<>();
        int owners = 0;
        while (!waiting.isEmpty()
                && records.size() < settings.batchRecords()
                && owners < settings.batchOwners()) {
            PendingRecord record = waiting.remove();
            records.add(record);
            owners += owners(record);
        }
        inFlight++;
        tally.accept(RouteIncident.BATCH);
        actions.lookUp(new RouteBatch(records, wordsKnown));
    }

    private static int owners(PendingRecord record) {
        Push push = record.record().getPush();
        return push.getUsers().getUsersCount() + push.getKeys().getKeysCount();
    }

    /** Redis answered: where each record's users or keys are, and then which word it has. */
    public void answered(RouteBatch batch, List<FoundRoutes> found, @Nullable String presentWord) {
        inFlight--;
        delays.reset();
        if (word == null && isWhole(presentWord) && state == State.ASKING) {
            know(presentWord);
        }
        if (presentWord == null || !presentWord.equals(word)) {
            giveBack(batch);
            if (state == State.ASKING || state == State.PAUSING) {
                prepare();
            }
        } else if (batch.wordsKnown() != wordsKnown) {
            giveBack(batch);
        } else {
            routed(batch, found);
        }
    }

    private void know(@Nullable String presentWord) {
        word = presentWord;
        wordsKnown++;
    }

    private void routed(RouteBatch batch, List<FoundRoutes> found) {
        for (int i = 0; i < found.size(); i++) {
            actions.routed(batch.records().get(i), found.get(i));
        }
    }

    private static boolean isWhole(@Nullable String present) {
        return present != null && !present.endsWith(PENDING);
    }

    private void prepare() {
        state = State.PREPARING;
        tally.accept(RouteIncident.REPLAY);
        actions.prepareWord(newWord.get() + PENDING);
    }

    /** Redis has this word now: ours, or one that another job has written meanwhile. */
    public void prepared(String presentWord) {
        if (state == State.PREPARING) {
            state = State.REPLAYING;
            pending = presentWord;
            untilNanos = nowNanos + settings.replayNanos();
            actions.replayRoutes(pending);
        }
    }

    /** Redis did not answer. */
    public void failed(RouteBatch batch) {
        inFlight--;
        giveBack(batch);
        tally.accept(RouteIncident.RETRY);
        if (state == State.ASKING) {
            state = State.PAUSING;
            untilNanos = nowNanos + delays.next();
        }
    }

    /** Every attached comet has registered its routes again. */
    public void replayed() {
        if (state == State.REPLAYING) {
            confirm();
        }
    }

    private void confirm() {
        state = State.CONFIRMING;
        actions.confirmWord(pending, whole(pending));
    }

    private static String whole(String word) {
        return isWhole(word) ? word : word.substring(0, word.length() - PENDING.length());
    }

    /** What Redis has after the confirmation; null: nothing, so it has lost routes again. */
    public void confirmed(@Nullable String presentWord) {
        if (state != State.CONFIRMING) {
            return;
        }
        if (whole(pending).equals(presentWord)) {
            delays.reset();
            know(presentWord);
            state = State.ASKING;
        } else {
            recover();
        }
    }

    /** The word could not be written: what Redis has now is not known. */
    public void wordFailed() {
        if (state == State.PREPARING || state == State.CONFIRMING) {
            tally.accept(RouteIncident.RETRY);
            recover();
        }
    }

    private void recover() {
        state = State.RECOVERING;
        untilNanos = nowNanos + delays.next();
    }

    /** Records that wait for their routes, those that are being asked for not among them. */
    public int waiting() {
        return waiting.size();
    }

    // In front, since nothing behind it in its partition is dispatched without it. Of two batches
    // that fail together the later may come first: routes may be found in any order.
    private void giveBack(RouteBatch batch) {
        for (int i = batch.records().size() - 1; i >= 0; i--) {
            waiting.addFirst(batch.records().get(i));
        }
    }
}
