package dev.halley.logic.reading;

import static java.util.Objects.requireNonNull;

/**
 * What became of an acknowledgement.
 *
 * @param result whether it moved anything
 * @param reading where the user stands now
 */
public record Acknowledged(Result result, Reading reading) {
    /** What may become of it. */
    public enum Result {
        /** The position was moved. */
        MOVED,
        /** It stood there already, or further on. */
        NOT_HIGHER,
        /** The stream has no such offset. */
        BEYOND_TIP,
        /** The stream has another epoch. */
        OTHER_EPOCH
    }

    /** Checks that nothing is missing. */
    public Acknowledged {
        requireNonNull(result, "result");
        requireNonNull(reading, "reading");
    }
}
