package dev.halley.benchmarks.load.spread;

import dev.halley.benchmarks.audit.PushedSequences;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Every attempt of one sender to push to one target, in order, as it is written in a line.
 *
 * @param target of the pushes
 * @param slot of the sender
 * @param states a digit for each: 1 when it was accepted, and 2 more when it was measured
 * @param sentNanos when each was sent, System.nanoTime
 */
record PushedStream(int target, int slot, String states, List<Long> sentNanos) {

    private static final int ACCEPTED = 1;
    private static final int MEASURED = 2;

    PushedStream {
        sentNanos = List.copyOf(sentNanos);
    }

    static PushedStream of(PushedSequences pushed, int target, int slot) {
        int size = pushed.sequences(target, slot);
        StringBuilder states = new StringBuilder(size);
        for (int sequence = 0; sequence < size; sequence++) {
            int accepted = pushed.accepted(target, slot, sequence) ? ACCEPTED : 0;
            states.append(accepted + (pushed.measured(target, slot, sequence) ? MEASURED : 0));
        }
        List<Long> sent =
                LongStream.range(0, size)
                        .map(sequence -> pushed.sentNanos(target, slot, (int) sequence))
                        .boxed()
                        .toList();
        return new PushedStream(target, slot, states.toString(), sent);
    }

    boolean accepted(int sequence) {
        return is(sequence, ACCEPTED);
    }

    boolean measured(int sequence) {
        return is(sequence, MEASURED);
    }

    private boolean is(int sequence, int flag) {
        return (states.charAt(sequence) - '0' & flag) != 0;
    }
}
