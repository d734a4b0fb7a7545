package dev.halley.benchmarks.audit;

/** What one session was sent over all its connections, kept to be compared with what was pushed. */
public interface Receipts {

    /** The reply to AUTH has come, at this System.nanoTime. */
    void online(long nanos);

    /** The connection is gone. */
    void cut(long nanos);

    /** Whether there was a connection at all. */
    boolean wasOnline();

    /** Number of senders. */
    int senders();

    /** Takes an arrival on the present connection and tells what it is. */
    Arrival arrived(int sender, int sequence);

    /** Sorts what has not come of the pushes to a target; nothing for a session never online. */
    void sort(int target, PushedSequences pushed, Missing missing);
}
