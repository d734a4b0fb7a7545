package dev.halley.sdk.positions;

/** What a message, or the news of a position, means to a client. */
public enum Step {
    /** New: hand it on. */
    AHEAD,
    /** Not higher than the position: it was handed on before; drop it. */
    STALE,
    /**
     * New, but of another epoch, and nobody said what became of the one before: tell the
     * application that the stream is not recovered, then hand it on.
     */
    UNPROVEN
}
