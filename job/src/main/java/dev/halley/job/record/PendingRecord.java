package dev.halley.job.record;

import dev.halley.api.record.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that was taken in and is not finished. Owned by one thread.
 *
 * <pre>{@code
 *   taken -> placed -> routed -> dispatched (waits for n comets) -> finished
 * }</pre>
 */
public final class PendingRecord {
    private final LogId log;
    private final PolledRecord polled;
    private final Target target;
    private final long takenAtNanos;
    private @Nullable Places places;
    private boolean lookedUp;
    private @Nullable FoundRoutes routes;
    private @Nullable Outcome outcome;
    private int unfinished;

    /** A record that has just been taken in. */
    public PendingRecord(LogId log, PolledRecord polled, long takenAtNanos) {
        this.log = log;
        this.polled = polled;
        this.takenAtNanos = takenAtNanos;
        Record record = polled.record();
        this.target = record == null ? Target.UNKNOWN : Target.of(record);
        this.places = target.mayHaveStream() || mayComeTwice() ? null : Places.NONE;
    }

    /** The partition it came from. */
    public LogId log() {
        return log;
    }

    /** Where it stands there. */
    public Position position() {
        return polled.position();
    }

    /** Whom it is for. */
    public Target target() {
        return target;
    }

    /** Whether another record may say the same. Orders about sessions say the same twice at will. */
    public boolean mayComeTwice() {
        return record().hasPush() && target != Target.UNKNOWN && record().getOnceUntilMs() != 0;
    }

    /** Whether it could not be parsed. */
    public boolean unreadable() {
        return polled.record() == null;
    }

    /** What it says; the empty record if it could not be parsed. */
    public Record record() {
        Record record = polled.record();
        return record == null ? Record.getDefaultInstance() : record;
    }

    /** Its size, as it counts against the bound of its partition. */
    public int bytes() {
        return polled.bytes();
    }

    /** When it was taken in. */
    public long takenAtNanos() {
        return takenAtNanos;
    }

    /** Its places in streams; null until they are known. */
    public @Nullable Places places() {
        return places;
    }

    /** Says which places it has in streams. */
    public void placed(Places given) {
        places = given;
    }

    /** Whether it was asked where its target is, and the answer will do. */
    public boolean isLookedUp() {
        return lookedUp;
    }

    /** It is being asked where its target is. */
    public void lookedUp() {
        lookedUp = true;
    }

    /** The answer will not do: it has to be asked again. */
    public void lookedUpInVain() {
        lookedUp = false;
    }

    /** Where its target is; null until that is known. */
    public @Nullable FoundRoutes routes() {
        return routes;
    }

    /** Says where its target is. */
    public void found(FoundRoutes found) {
        routes = found;
    }

    /** One more comet has to finish it. */
    public void owedToOneMore() {
        unfinished++;
    }

    /** One comet has finished it, or is no longer waited for. */
    public void finishedByOne() {
        unfinished--;
    }

    /** Whether a comet has to finish it. */
    public boolean isOwed() {
        return unfinished > 0;
    }

    /** Its comets, if it has any, are fixed. */
    public void dispatched(Outcome fate) {
        outcome = fate;
    }

    /** Whether its comets are fixed. */
    public boolean isDispatched() {
        return outcome != null;
    }

    /** What becomes of it once it is finished; only after it was dispatched. */
    public Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("not dispatched: " + log + " " + position());
        }
        return outcome;
    }

    /** Whether nobody has to do anything for it any more. */
    public boolean isFinished() {
        return outcome != null && unfinished == 0;
    }
}
