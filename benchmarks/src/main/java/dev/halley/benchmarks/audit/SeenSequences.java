package dev.halley.benchmarks.audit;

import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The sequences of each sender that came to one session. Not for several threads. */
public final class SeenSequences {

    private final int[] next;
    private final @Nullable BitSet[] holes;

    /** Nothing came of so many senders. */
    public SeenSequences(int senders) {
        next = new int[senders];
        holes = new BitSet[senders];
    }

    /** Number of senders. */
    public int senders() {
        return next.length;
    }

    /** The sequence after the highest that came of this sender. */
    public int next(int sender) {
        return next[sender];
    }

    /** Takes an arrival; whether it is the first of this sequence. */
    public boolean add(int sender, int sequence) {
        int expected = next[sender];
        if (sequence == expected) {
            next[sender] = expected + 1;
            return true;
        }
        BitSet open = holes(sender);
        if (sequence > expected) {
            open.set(expected, sequence);
            next[sender] = sequence + 1;
            return true;
        }
        boolean wasOpen = open.get(sequence);
        open.clear(sequence);
        return wasOpen;
    }

    /** Each sequence below this end that has not come, in order. */
    public void forEachMissing(int sender, int end, IntConsumer missing) {
        BitSet open = holes[sender];
        if (open != null) {
            open.stream().forEach(missing);
        }
        for (int at = next[sender]; at < end; at++) {
            missing.accept(at);
        }
    }

    private BitSet holes(int sender) {
        BitSet open = holes[sender];
        if (open == null) {
            open = new BitSet();
            holes[sender] = open;
        }
        return open;
    }
}
