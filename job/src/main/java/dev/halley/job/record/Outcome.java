package dev.halley.job.record;

import java.util.Locale;

/** What became of a record. */
public enum Outcome {
    /** Every comet concerned has finished it, or is owed it as skipped. */
    DELIVERED,
    /** Nobody it is for is connected. */
    UNROUTED,
    /** Its time was over before it could be sent. */
    EXPIRED,
    /** It was delivered before, under this or another record. */
    REPEATED,
    /** It cannot be parsed. */
    UNREADABLE,
    /** It asks for something that this release does not know. */
    UNKNOWN_ACTION;

    /** The name as a metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
