package dev.halley.job.append;

/**
 * What became of one message.
 *
 * @param offset its place; 0 if {@link Kind#TRIMMED}
 */
public record AppendResult(Kind kind, long offset) {
    /** Whether it is new to the stream. */
    public enum Kind {
        /** It got this offset. */
        APPENDED,
        /** It had got this offset before: its record was sent again by Kafka. */
        SEEN,
        /** Its id has this offset, under another position: it was produced twice. */
        REPEATED,
        /** It was appended before, so long ago that its offset is not known any more. */
        TRIMMED
    }

    /**
     * Whether it is to be delivered. The record that a repeated one repeats is delivered on its own,
     * and one whose position is forgotten was committed, or has more records behind it than may be in
     * flight: it is finished.
     */
    boolean isToBeDelivered() {
        return kind == Kind.APPENDED || kind == Kind.SEEN;
    }
}
