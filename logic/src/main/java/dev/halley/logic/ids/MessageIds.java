package dev.halley.logic.ids;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.UnavailableException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes message ids: 41 bits of milliseconds since 2020, 10 bits of worker number, 12 bits of
 * sequence. Each id of one process is above the one before, also when the clock goes backwards: the
 * time part then stands still, and moves on by itself when a millisecond's sequence is used up.
 * Thread-safe, lock-free.
 */
public final class MessageIds {
    /** Worker numbers are below this. */
    public static final int WORKERS = 1 << 10;

    static final long EPOCH_MS = 1_577_836_800_000L;
    static final int SEQUENCE_BITS = 12;
    private static final int WORKER_BITS = 10;
    private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;

    private final Clock clock;
    // Milliseconds since the epoch, then the sequence: adding one to a full sequence moves the
    // time.
    private final AtomicLong last = new AtomicLong();
    private volatile @Nullable Integer worker;

    /** Ids by this clock; none before {@link #use}. */
    public MessageIds(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * The next id; above 0.
     *
     * @throws UnavailableException if no worker number is leased
     */
    public long next() {
        Integer leased = worker;
        if (leased == null) {
            throw new UnavailableException("redis", "no worker number for message ids is leased");
        }
        long now = (clock.millis() - EPOCH_MS) << SEQUENCE_BITS;
        long before;
        long mine;
        do {
            before = last.get();
            mine = Math.max(before + 1, now);
        } while (!last.compareAndSet(before, mine));
        return (mine >>> SEQUENCE_BITS) << (WORKER_BITS + SEQUENCE_BITS)
                | (long) leased << SEQUENCE_BITS
                | (mine & SEQUENCE_MASK);
    }

    /** When an id was made, milliseconds since 1970. */
    public static long timeOf(long id) {
        return (id >>> (WORKER_BITS + SEQUENCE_BITS)) + EPOCH_MS;
    }

    /** The time part of the latest id, milliseconds since 1970. */
    public long highestMs() {
        return (last.get() >>> SEQUENCE_BITS) + EPOCH_MS;
    }

    /** Whether ids can be made. */
    public boolean usable() {
        return worker != null;
    }

    /**
     * Takes a worker number into use.
     *
     * @param leasedWorker from 0 up to {@link #WORKERS}
     * @param aboveMs ids get a time part above this, so that none repeats one that an earlier
     *     holder of the number made by a clock that was ahead of ours
     */
    public void use(int leasedWorker, long aboveMs) {
        if (leasedWorker < 0 || leasedWorker >= WORKERS) {
            throw new IllegalArgumentException(
                    "worker: " + leasedWorker + " (expected: 0 <= worker < " + WORKERS + ")");
        }
        long floor = ((aboveMs - EPOCH_MS) << SEQUENCE_BITS) | SEQUENCE_MASK;
        last.accumulateAndGet(floor, Math::max);
        worker = leasedWorker;
    }

    /** The number is not ours any more: no ids until the next {@link #use}. */
    public void stop() {
        worker = null;
    }
}
