package dev.halley.comet.streams;

import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;

/**
 * How far one reader is in one stream, and what it does with what comes: the next offset goes out,
 * one that is not greater does not, and a greater one waits until the hole before it is filled.
 * What cannot be filled is a {@link Gap}; after it the reader goes on.
 *
 * <pre>
 *            first message, or tip
 *   UNKNOWN ----------------------> AT (epoch, last)
 *                                    |          ^
 *      a greater offset, or a tip    |          | hole filled, given up, or too much held
 *      that did not come             v          |
 *                                  WAITING -----+
 *
 *   another epoch, in any state: what is held goes out with its gaps, then a gap, then on in it;
 *   while the present one is known by word alone, only once it is known where the stream ends
 * </pre>
 *
 * Not thread-safe.
 */
public final class StreamCursor extends EpochMemory {
    /** Most messages held behind a hole; one more, and the hole is given up. */
    public static final int MAX_HELD = 256;

    /** A page that was read before the hole was there does not fill it; so many may not. */
    private static final int MAX_FRUITLESS = 3;

    private long last;
    private long tip;
    private int fruitless;
    private final HeldMessages held = new HeldMessages();
    private final boolean live;

    /** At no place yet: begins with the first message that comes, or with a tip. */
    public StreamCursor() {
        this(StreamPoint.NONE);
    }

    /** At a place already. */
    public StreamCursor(StreamPoint at) {
        this(at, PastEpochs.NONE);
    }

    /**
     * At a place where another cursor of the same reader has left off.
     *
     * @param past its {@link #past}
     */
    public StreamCursor(StreamPoint at, PastEpochs past) {
        this(at, past, true);
    }

    private StreamCursor(StreamPoint at, PastEpochs past, boolean live) {
        super(past, at);
        this.last = at.offset();
        this.tip = last;
        this.live = live;
    }

    /** Of a reader to whom nothing comes live: what cannot be read it will never get. */
    public static StreamCursor ofBehind(StreamPoint at) {
        return new StreamCursor(at, PastEpochs.NONE, false);
    }

    /** Its place. */
    public StreamPoint at() {
        return new StreamPoint(epoch(), last, lineage());
    }

    /** Offset of the last message that went out, or was given up. */
    public long last() {
        return last;
    }

    /** Whether a hole is to be filled: read on behind {@link #last}. */
    public boolean isWaiting() {
        return !held.isEmpty() || tip > last;
    }

    /** What the stream is, asked for when it was in doubt. */
    public void ends(StreamPage page, StreamSink out) {
        judgeDoubt(page, message -> offer(message, out), out);
    }

    /** A message has come, with a place. */
    public void offer(Streamed streamed, StreamSink out) {
        Place place = streamed.message().place();
        if (!isKnown()) {
            moveTo(StreamPoint.before(place));
        }
        learn(place.epoch(), place.lineage());
        if (place.epoch() == epoch()) {
            heard(out);
        }
        if (has(place.epoch(), place.offset())) {
            offerHere(streamed, place.offset(), out);
        } else {
            offerOfOtherEpoch(streamed, out);
        }
    }

    private void offerHere(Streamed streamed, long offset, StreamSink out) {
        if (offset == last + 1) {
            deliver(streamed, out);
            releaseHeld(out);
        } else if (offset > last) {
            hold(streamed, out);
        } else {
            out.drop(streamed);
        }
    }

    /** The stream is known to reach to a place; what is before it should have come. */
    public void reaches(StreamPoint point, StreamSink out) {
        reaches(point, isOver(point.epoch()) ? 0 : epoch(), out);
    }

    /**
     * As an answer says that was asked for while the cursor was in an epoch. Only one that was asked
     * for in the present epoch can tell of a later one: an older answer may tell of one that is
     * over, and whoever believed it would take everything that comes for old.
     *
     * @param askedAt {@link #epoch} when it was asked for
     */
    public void reaches(StreamPoint point, int askedAt, StreamSink out) {
        if (point.epoch() == 0) {
            return;
        }
        learn(point.epoch(), point.lineage());
        if (!isKnown()) {
            moveTo(point);
            byWord(true);
        } else if (has(point.epoch(), point.offset())) {
            tip = Math.max(tip, point.offset());
        } else if (isLater(point.lineage()) || (askedAt == epoch() && !isBefore(point.epoch()))) {
            changeByWord(point, out);
        }
    }

    /** What was read behind {@link #last}, at this moment or before. */
    public void fill(StreamPage page, StreamSink out) {
        if (!isWaiting()) {
            return;
        }
        learn(page.epoch(), page.lineage());
        if (live && isLater(page.lineage())) {
            changeByWord(page.tip(), out);
        }
        if (page.epoch() != epoch()) {
            isOfAnotherEpoch(page, out);
            return;
        }
        long before = last;
        if (page.first() > last + 1) {
            skipTo(Math.min(page.first() - 1, holeEnd()), out);
        }
        page.messages().forEach(message -> fill(message, out));
        fruitless = last > before ? 0 : fruitless + 1;
        if (fruitless >= MAX_FRUITLESS) {
            giveUp(out);
        }
    }

    private void isOfAnotherEpoch(StreamPage page, StreamSink out) {
        fruitless++;
        if (page.isReadable() && fruitless < MAX_FRUITLESS) {
            return; // It may have been asked for before the epoch changed.
        }
        fruitless = 0;
        if (held.isEmpty() && live) {
            // It may be on its way; if not, the next message or check finds it missing again.
            tip = last;
        } else {
            giveUp(out);
        }
    }

    /** The hole in front stays: a gap, and on with what is behind it. */
    public void giveUp(StreamSink out) {
        if (isWaiting()) {
            skipTo(holeEnd(), out);
        }
    }

    /** Nobody reads any more: what is held is dropped. */
    public void end(StreamSink out) {
        held.dropBehind(0, out);
        endDoubt(out);
    }

    private void fill(Message message, StreamSink out) {
        // No further than what is known to be there: the rest comes live.
        if (isWaiting() && message.place().offset() == last + 1) {
            deliver(new Reread(message), out);
            releaseHeld(out);
        }
    }

    private void offerOfOtherEpoch(Streamed streamed, StreamSink out) {
        Place place = streamed.message().place();
        if (isOver(place.epoch())) {
            // On its way since before the change, which the gap has told of.
            out.drop(streamed);
        } else if (isByWord() && !isLater(place.lineage())) {
            doubt(streamed, out);
        } else {
            changeEpoch(StreamPoint.before(place), out);
            offer(streamed, out);
        }
    }

    /**
     * Goes on in another epoch, which reaches to a place at least, from the last message that both
     * have. What the new epoch has behind that message is a hole like any other: some of it may be on
     * its way.
     */
    private void changeEpoch(StreamPoint to, StreamSink out) {
        long shared = sharedWith(to.lineage());
        if (shared < 0) {
            while (!held.isEmpty()) {
                giveUp(out);
            }
        } else {
            // What is behind the last message that both have is lost in the later one.
            held.dropBehind(shared, out);
        }
        boolean known = shared >= 0 || (lineage().isKnown() && to.lineage().isKnown());
        long reached = known ? to.lineage().goesOnBehind(shared) : to.offset();
        addOver(epoch());
        begin(to);
        last = Math.min(last, reached);
        fruitless = 0;
        tip = Math.max(last, Math.min(tip, shared));
        out.gap(new Gap(epoch(), last + 1, last));
    }

    // Nothing of it has come yet.
    private void changeByWord(StreamPoint to, StreamSink out) {
        changeEpoch(to, out);
        tip = Math.max(tip, to.offset());
        byWord(true);
    }

    private void moveTo(StreamPoint to) {
        begin(to);
        last = to.offset();
        tip = last;
        fruitless = 0;
    }

    private void hold(Streamed streamed, StreamSink out) {
        if (!held.add(streamed)) {
            out.drop(streamed);
        } else if (held.size() > MAX_HELD) {
            giveUp(out);
        }
    }

    /** The last offset of the hole in front. */
    private long holeEnd() {
        return held.isEmpty() ? tip : held.first() - 1;
    }

    private void skipTo(long offset, StreamSink out) {
        Gap gap = new Gap(epoch(), last + 1, offset);
        last = offset;
        fruitless = 0;
        out.gap(gap);
        releaseHeld(out);
    }

    private void deliver(Streamed streamed, StreamSink out) {
        last++;
        out.deliver(streamed, here(streamed.message()));
    }

    private void releaseHeld(StreamSink out) {
        while (!held.isEmpty() && held.first() <= last + 1) {
            Streamed next = held.takeFirst();
            if (next.message().place().offset() <= last) {
                out.drop(next);
            } else {
                deliver(next, out);
            }
        }
    }
}
