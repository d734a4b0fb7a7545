package dev.halley.benchmarks.spec;

/** What is pushed to whom. */
public enum Scenario {
    /** Sessions spread over rooms; each push goes to a room. */
    ROOM,
    /** Every session is a user of its own; each push goes to one user. */
    UNICAST
}
