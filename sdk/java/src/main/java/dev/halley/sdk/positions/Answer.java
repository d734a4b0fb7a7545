package dev.halley.sdk.positions;

/** What the server's word about one stream means to a client. */
public enum Answer {
    /** Everything behind the position asked from follows, before anything else of the stream. */
    RECOVERED,
    /** What came behind the position is not to be had: the application has to load afresh. */
    LOST,
    /** The stream begins here; nothing was known of it and nothing is missing. */
    BEGUN,
    /** Nothing new. */
    UNCHANGED
}
