package dev.halley.benchmarks.audit;

/** What an arriving message is to its session. */
public enum Arrival {
    /** Came for the first time, behind all that this connection brought before. */
    NEW,
    /** Came for the first time, after a later one of its sender on the same connection. */
    REORDERED,
    /** Was here before, on this connection or one before it. */
    DUPLICATE
}
