package dev.halley.benchmarks.rest;

/** What the server made of a push. */
public enum PushOutcome {
    /** Never sent: the run was over, or its caller was far behind. */
    UNSENT,
    /** Answered as accepted: it has to arrive. */
    ACCEPTED,
    /** Answered as refused, or nobody took the connection: it does not have to arrive. */
    REFUSED,
    /** Broken off, timed out, or an error of the server: it may arrive. */
    AMBIGUOUS
}
