package dev.halley.logic.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a gap between what is handed to Kafka's producer and what follows, in which more gathers. A
 * request costs the producer, the broker and who reads it far more than a record in it does, and
 * each record that is handed over alone wakes the producer's thread. A record that comes alone does
 * not wait, and the gap ends early when {@value #FULL} are held: over so many the cost is spread, and
 * callers that wait for their answers send no more meanwhile.
 *
 * <pre>
 *   gap is over -- record --> handed over at once
 *   in the gap -- record --> held -- gap is over, or full --> handed over together
 * </pre>
 *
 * <p>Records leave in the order they came in. Thread-safe; they leave outside of the lock, on the
 * thread that found them due. Times are nanoseconds of any one clock.
 */
final class Gathering<T> {
    /** There is no gap to wait for. */
    static final long NOTHING = Long.MAX_VALUE;

    /** So many records do not wait for more. */
    static final int FULL = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    private final long gapNanos;
    private final long mostBytes;
    private final Consumer<T> receiver;
    private List<T> held = new ArrayList<>();
    private long heldBytes;
    private long lastNanos;
    private boolean leaving;
    private boolean watched;
    private boolean stopped;

    /**
     * Holds nothing yet.
     *
     * @param gapNanos from records that leave to the next ones; 0: none
     * @param mostBytes most that is held; more is refused
     * @param receiver takes what leaves, one record after the other
     * @param nowNanos the time now
     */
    Gathering(long gapNanos, long mostBytes, Consumer<T> receiver, long nowNanos) {
        this.gapNanos = gapNanos;
        this.mostBytes = mostBytes;
        this.receiver = receiver;
        this.lastNanos = nowNanos - gapNanos;
    }

    /** What became of a record. */
    enum Taken {
        /** It has left, or leaves with others that are just leaving. */
        LEFT,
        /** It waits for the end of the gap, at which {@link #watch} is called. */
        HELD,
        /** It waits, and {@link #watch} is to be called now. */
        HELD_FIRST,
        /** It was not taken: too much is held. */
        REFUSED
    }

    /** Takes a record. */
    Taken take(T record, int bytes, long nowNanos) {
        synchronized (this) {
            if (!held.isEmpty() && heldBytes + bytes > mostBytes) {
                return Taken.REFUSED;
            }
            held.add(record);
            heldBytes += bytes;
            if (leaving) {
                return Taken.LEFT;
            }
            if (!stopped && held.size() < FULL && gapLeft(nowNanos) > 0) {
                boolean first = !watched;
                watched = true;
                return first ? Taken.HELD_FIRST : Taken.HELD;
            }
            leaving = true;
        }
        letLeave(nowNanos);
        return Taken.LEFT;
    }

    /**
     * Lets leave what is due.
     *
     * @return nanoseconds to wait before the next call; {@link #NOTHING}: until a record is held
     */
    long watch(long nowNanos) {
        synchronized (this) {
            long left = gapLeft(nowNanos);
            if (left > 0) {
                watched = true;
                return left;
            }
            if (leaving || held.isEmpty()) {
                watched = false;
                return NOTHING;
            }
            leaving = true;
            watched = true;
        }
        letLeave(nowNanos);
        return gapNanos;
    }

    private long gapLeft(long nowNanos) {
        return gapNanos - (nowNanos - lastNanos);
    }

    // Only on the thread that has set leaving, so that the order is kept.
    private void letLeave(long nowNanos) {
        for (List<T> next = next(nowNanos); !next.isEmpty(); next = next(nowNanos)) {
            next.forEach(this::letLeave);
        }
    }

    // One that fails must not keep back those behind it.
    private void letLeave(T record) {
        try {
            receiver.accept(record);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("record failed");
        }
    }

    // What it gives is the caller's alone, the empty list too: it is looked at outside of the lock,
    // when others may hold records again.
    synchronized List<T> next(long nowNanos) {
        if (held.isEmpty()) {
            leaving = false;
            return List.of();
        }
        List<T> next = held;
        held = new ArrayList<>();
        heldBytes = 0;
        lastNanos = nowNanos;
        return next;
    }

    /** From now on nothing waits; lets leave what did. */
    void stop(long nowNanos) {
        synchronized (this) {
            stopped = true;
            if (leaving || held.isEmpty()) {
                return;
            }
            leaving = true;
        }
        letLeave(nowNanos);
    }
}
