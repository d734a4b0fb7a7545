package dev.halley.runtime.lifecycle;

import java.util.Locale;

/** The states of a node, in the only order they are passed through; states may be left out. */
public enum LifecycleState {
    /** Made, nothing started. */
    NEW,
    /** Opening what it needs; not ready. */
    STARTING,
    /** Doing its work. */
    RUNNING,
    /** Takes nothing new and finishes what it has; not ready. */
    DRAINING,
    /** Everything is closed. */
    STOPPED;

    /** The name as logs and endpoints spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
