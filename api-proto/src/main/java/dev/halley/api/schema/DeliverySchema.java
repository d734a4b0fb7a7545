package dev.halley.api.schema;

/**
 * The version of the streams between jobs and comets, which each side says in its hello. A peer is
 * never sent a kind of frame that its version does not have: it would pass it by, and what was in it
 * would be waited for in vain. Peers of versions to come take everything that the present one does.
 */
public final class DeliverySchema {
    /** From this version on a comet takes several deliveries, and a job several marks, in one frame. */
    public static final int BATCHES = 2;

    /** What this release speaks. */
    public static final int PRESENT = BATCHES;

    private DeliverySchema() {}

    /**
     * Whether a peer takes batches.
     *
     * @param version as its hello says; 0: it said none
     */
    public static boolean hasBatches(int version) {
        return version >= BATCHES;
    }
}
