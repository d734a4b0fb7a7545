package dev.halley.benchmarks.load;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What one session has seen of the sequences pushed to it, exactly: nothing is guessed from totals.
 * A sequence that comes after a higher one of its sender is reordered; one that comes a second time
 * is a duplicate; one that never came is lost.
 */
final class SequenceTracker {

    /** What an arrival is. */
    enum Arrival {
        NEW,
        REORDERED,
        DUPLICATE
    }

    private final int[] next;
    private final @Nullable BitSet[] missing;

    SequenceTracker(int senders) {
        next = new int[senders];
        missing = new BitSet[senders];
    }

    int senders() {
        return next.length;
    }

    Arrival arrived(int sender, int sequence) {
        int expected = next[sender];
        if (sequence == expected) {
            next[sender] = expected + 1;
            return Arrival.NEW;
        }
        return outOfLine(sender, sequence, expected);
    }

    /** How many of the sender's sequences that are expected have not come. */
    long lost(int sender, int sequences, IntPredicate isExpected) {
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
