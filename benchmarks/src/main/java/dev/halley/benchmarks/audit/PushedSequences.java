package dev.halley.benchmarks.audit;

/** What was pushed, as the audit sees it: an endless line of attempts per target and sender. */
public interface PushedSequences {

    /** How many sequences the sender used for the target. */
    int sequences(int target, int slot);

    /** Whether the server said that it took this one, so that it has to arrive. */
    boolean accepted(int target, int slot, int sequence);

    /** Whether it belongs to the measured window. */
    boolean measured(int target, int slot, int sequence);

    /** When it was sent, System.nanoTime. */
    long sentNanos(int target, int slot, int sequence);
}
