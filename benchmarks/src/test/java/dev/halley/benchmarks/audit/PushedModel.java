package dev.halley.benchmarks.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/** What was pushed, told by a test: the senders of one target. */
final class PushedModel implements PushedSequences {

    private static final int SENDERS = 4;

    private record Push(boolean accepted, long sentNanos) {}

    private final List<List<Push>> senders = new ArrayList<>();
    private int measuredFrom;

    PushedModel() {
        for (int i = 0; i < SENDERS; i++) {
            senders.add(new ArrayList<>());
        }
    }

    void accepted(int slot, int count, IntToLongFunction sentNanos) {
        for (int sequence = 0; sequence < count; sequence++) {
            push(slot, true, sentNanos.applyAsLong(sequence));
        }
    }

    void push(int slot, boolean accepted, long sentNanos) {
        senders.get(slot).add(new Push(accepted, sentNanos));
    }

    void uncertain(int slot, int sequence) {
        Push push = senders.get(slot).get(sequence);
        senders.get(slot).set(sequence, new Push(false, push.sentNanos));
    }

    void measuredFrom(int sequence) {
        measuredFrom = sequence;
    }

    @Override
    public int sequences(int target, int slot) {
        return senders.get(slot).size();
    }

    @Override
    public boolean accepted(int target, int slot, int sequence) {
        return senders.get(slot).get(sequence).accepted;
    }

    @Override
    public boolean measured(int target, int slot, int sequence) {
        return sequence >= measuredFrom;
    }

    @Override
    public long sentNanos(int target, int slot, int sequence) {
        return senders.get(slot).get(sequence).sentNanos;
    }
}
