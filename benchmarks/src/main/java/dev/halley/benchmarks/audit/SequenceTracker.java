package dev.halley.benchmarks.audit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What one session has seen of the sequences pushed to it, exactly: nothing is guessed from totals.
 * A sequence that comes after a higher one of its sender is reordered; one that comes a second time
 * is a duplicate; one that never came is lost.
 */
public final class SequenceTracker {

    /** What an arrival is. */
    public enum Arrival {
        /** Came for the first time, behind all before it. */
        NEW,
        /** Came for the first time, after a later one of its sender. */
        REORDERED,
        /** Was here before. */
        DUPLICATE
    }

    private final int[] next;
    private final @Nullable BitSet[] missing;

    /** Has seen nothing of so many senders. */
    public SequenceTracker(int senders) {
        next = new int[senders];
        missing = new BitSet[senders];
    }

    /** Number of senders. */
    public int senders() {
        return next.length;
    }

    /** Takes an arrival and tells what it is. */
    public Arrival arrived(int sender, int sequence) {
        int expected = next[sender];
        if (sequence == expected) {
            next[sender] = expected + 1;
            return Arrival.NEW;
        }
        return outOfLine(sender, sequence, expected);
    }

    /** How many of the sender's sequences that are expected have not come. */
    public long lost(int sender, int sequences, IntPredicate isExpected) {
        long lost = 0;
        BitSet holes = missing[sender];
        if (holes != null) {
            lost += holes.stream().filter(isExpected).count();
        }
        for (int sequence = next[sender]; sequence < sequences; sequence++) {
            if (isExpected.test(sequence)) {
                lost++;
            }
        }
        return lost;
    }

    private Arrival outOfLine(int sender, int sequence, int expected) {
        BitSet holes = missing[sender];
        if (sequence > expected) {
            if (holes == null) {
                holes = new BitSet();
                missing[sender] = holes;
            }
            holes.set(expected, sequence);
            next[sender] = sequence + 1;
            return Arrival.NEW;
        }
        if (holes != null && holes.get(sequence)) {
            holes.clear(sequence);
            return Arrival.REORDERED;
        }
        return Arrival.DUPLICATE;
    }

    @Override
    public String toString() {
        return "SequenceTracker" + Arrays.toString(next);
    }
}
