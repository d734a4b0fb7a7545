package dev.halley.job.offline;

/** What is worth counting about users without a session. */
public enum OfflineIncident {
    /** A push was written to the topic. */
    WRITTEN,
    /** A push could not be written, and is written again. */
    RETRY,
    /** A push is larger than the topic takes, and is dropped. */
    TOO_LARGE
}
