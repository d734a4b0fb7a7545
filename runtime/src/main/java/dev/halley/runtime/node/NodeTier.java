package dev.halley.runtime.node;

import java.util.Locale;

/** The three tiers of Halley. */
public enum NodeTier {
    /** Holds the client connections. */
    COMET,
    /** Serves the push API and knows where sessions are. */
    LOGIC,
    /** Brings records from Kafka to the comets. */
    JOB;

    /** The name as logs, metrics and configuration spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
