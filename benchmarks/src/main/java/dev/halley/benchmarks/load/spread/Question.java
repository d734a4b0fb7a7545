package dev.halley.benchmarks.load.spread;

/** What a process of the load is asked. */
enum Question {
    /** With a {@link LoadOrder}: prepare these sessions. */
    PREPARE,
    /** Begin to dial. */
    START,
    /** How does it stand? */
    STANDING,
    /** Watch how late threads wake, from now on. */
    MEASURE,
    /** With a list of targets: these are the comets from now on. */
    COMETS,
    /** Cut nobody by plan any more. */
    STOP_CUTTING,
    /** With a target: cut all its sessions. */
    CUT,
    /** What went wrong, in words? */
    TROUBLES,
    /** With a number of targets: how many sessions of each came online? */
    MEMBERS,
    /** End every session. */
    STOP,
    /** What was counted? */
    REPORT,
    /** With a list of {@link PushedStream}: what did not come? */
    MISSING
}
