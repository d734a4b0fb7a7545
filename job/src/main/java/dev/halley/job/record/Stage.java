package dev.halley.job.record;

import java.util.Locale;

/** A part of a record's way whose time is measured. */
public enum Stage {
    /** From logic's acceptance to its arrival here, by the clocks of two machines. */
    POLLED,
    /** From arrival to its places in streams. */
    APPENDED,
    /** From arrival to the answer where its target is. */
    ROUTED,
    /** From arrival to the stream of a comet. */
    SENT,
    /** From the stream to a comet's answer that it is finished. */
    FINISHED;

    /** The name as a metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
