package dev.halley.benchmarks.audit;

/** What was pushed, as a receiver sees it: sequences per target and sender. */
public interface PushedSequences {

    /** How many sequences the sender pushed to the target. */
    int sequences(int target, int slot);

    /** The number of the push, over all targets, that a sequence was. */
    long push(int target, int slot, int sequence);
}
