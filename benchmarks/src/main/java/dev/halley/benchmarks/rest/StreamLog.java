package dev.halley.benchmarks.rest;

import java.util.Arrays;

/**
 * Every attempt of one sender to push to one target, in order: its place is its sequence. An
 * attempt that is repeated takes a new sequence, so that each arrives once at most. Written by the
 * sender's thread, read after it has ended.
 */
final class StreamLog {

    private static final int FIRST_SIZE = 16;

    private PushOutcome[] outcomes = new PushOutcome[FIRST_SIZE];
    private boolean[] measured = new boolean[FIRST_SIZE];
    private long[] sentNanos = new long[FIRST_SIZE];
    private int size;

    /** Notes an attempt that is about to be sent; its sequence. */
    int begin(boolean isMeasured, long nanos) {
        if (size == outcomes.length) {
            outcomes = Arrays.copyOf(outcomes, 2 * size);
            measured = Arrays.copyOf(measured, 2 * size);
            sentNanos = Arrays.copyOf(sentNanos, 2 * size);
        }
        outcomes[size] = PushOutcome.UNSENT;
        measured[size] = isMeasured;
        sentNanos[size] = nanos;
        return size++;
    }

    /** Notes what became of the last attempt. */
    void end(PushOutcome outcome) {
        outcomes[size - 1] = outcome;
    }

    int size() {
        return size;
    }

    boolean is(int sequence, PushOutcome outcome) {
        return outcomes[sequence] == outcome;
    }

    boolean measured(int sequence) {
        return measured[sequence];
    }

    long sentNanos(int sequence) {
        return sentNanos[sequence];
    }

    long count(PushOutcome outcome, boolean measuredOnly) {
        long count = 0;
        for (int sequence = 0; sequence < size; sequence++) {
            if (is(sequence, outcome) && (measured[sequence] || !measuredOnly)) {
                count++;
            }
        }
        return count;
    }
}
