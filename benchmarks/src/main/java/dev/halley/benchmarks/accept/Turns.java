package dev.halley.benchmarks.accept;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out turns to push. With a rate a turn is due at its place in the schedule, whenever it is
 * taken; without one it is due when it is taken. Knows no clock: time is handed in. Any thread may
 * call.
 */
final class Turns {

    /** A turn, from 0, and when it is due; whether it is after the warm-up. */
    record Turn(long number, long dueNanos, boolean measured) {

        /** Whether this is none, and no further one follows. */
        boolean isOver() {
            return number < 0;
        }
    }

    /** No turn any more. */
    static final Turn OVER = new Turn(-1, 0, false);

    /** Callers that are so far behind give up. */
    static final long MOST_BEHIND_NANOS = 30_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final long startNanos;
    private final long measuredFromNanos;
    private final long endNanos;
    private final OptionalDouble rate;
    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong measured = new AtomicLong();

    /**
     * A schedule.
     *
     * @param startNanos when the first turn is due at the soonest
     * @param warmupSeconds turns before that are not measured
     * @param seconds no turn is due after these and the warm-up
     * @param rate turns a second
     * @param most measured turns
     */
    Turns(
            long startNanos,
            double warmupSeconds,
            double seconds,
            OptionalDouble rate,
            OptionalLong most) {
        this.startNanos = startNanos;
        this.measuredFromNanos = startNanos + (long) (warmupSeconds * NANOS_PER_SECOND);
        this.endNanos = measuredFromNanos + (long) (seconds * NANOS_PER_SECOND);
        this.rate = rate;
        this.most = most.orElse(Long.MAX_VALUE);
    }

    /** The next turn, or {@link #OVER}. */
    Turn next(long nowNanos) {
        if (nowNanos - endNanos >= MOST_BEHIND_NANOS) {
            return OVER;
        }
        long number = taken.getAndIncrement();
        long due = rate.isPresent() ? due(number) : nowNanos;
        boolean counts = due - measuredFromNanos >= 0;
        if (due - endNanos >= 0 || (counts && measured.getAndIncrement() >= most)) {
            return OVER;
        }
        return new Turn(number, due, counts);
    }

    /** Turns that were taken until now. */
    long taken() {
        return taken.get();
    }

    /** When the warm-up ends. */
    long measuredFromNanos() {
        return measuredFromNanos;
    }

    /** Whether turns are due at their place in a schedule. */
    boolean scheduled() {
        return rate.isPresent();
    }

    /** Measured turns of the schedule that nobody took; 0 where there is no schedule. */
    long untaken() {
        if (rate.isEmpty()) {
            return 0;
        }
        long all = turnsBefore(endNanos) - turnsBefore(measuredFromNanos);
        return Math.max(0, Math.min(all, most) - Math.min(measured.get(), most));
    }

    private long turnsBefore(long nanos) {
        return (long) Math.ceil((nanos - startNanos) / NANOS_PER_SECOND * rate.orElseThrow());
    }

    private long due(long number) {
        return startNanos + (long) (number * NANOS_PER_SECOND / rate.orElseThrow());
    }
}
