package dev.halley.cluster.status;

import java.util.Locale;

/** How a node is, seen from outside. */
public enum NodeState {
    /** Its process runs and does not serve yet. */
    STARTING,
    /** It has started and is not ready; it says why. */
    RUNNING,
    /** It serves. */
    READY,
    /** It was told to stop and finishes its work. */
    STOPPING,
    /** Its process was halted by a signal and does nothing. */
    PAUSED,
    /** It was stopped, or not started yet. */
    STOPPED,
    /** It was killed by a command. */
    KILLED,
    /** Its process is gone though nobody asked for that. */
    DEAD;

    /** Its name in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
