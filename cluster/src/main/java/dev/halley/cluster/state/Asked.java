package dev.halley.cluster.state;

/** What was last asked of a node. */
public enum Asked {
    /** To run. */
    RUN,
    /** To stop in order. */
    STOP,
    /** To be killed. */
    DIE
}
