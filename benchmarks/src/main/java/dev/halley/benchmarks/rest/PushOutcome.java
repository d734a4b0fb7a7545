package dev.halley.benchmarks.rest;

/** What the server made of an attempt to push. */
public enum PushOutcome {
    /** Begun, and the run was over. */
    UNSENT,
    /** Answered as accepted: it has to arrive. */
    ACCEPTED,
    /** Answered with a status of the 400s, or nobody took the connection: it never arrives. */
    REFUSED,
    /** Broken off, timed out, or an error of the server: it may arrive, or not. */
    UNCERTAIN
}
