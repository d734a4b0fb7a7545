package dev.halley.job.claim;

/** What is worth counting about claims. */
public enum ClaimIncident {
    /** A record may be delivered. */
    FIRST,
    /** A record repeats another one, and is dropped. */
    REPEATED,
    /** Redis did not answer; it is asked again. */
    RETRY
}
