package dev.halley.benchmarks.audit;

/**
 * An arrival that should not have been.
 *
 * @param arrival duplicated or reordered
 * @param nanos when, System.nanoTime
 * @param target of the push
 * @param sender of the push
 * @param sequence of the push
 * @param where the comet that it came from
 */
public record Oddity(
        Arrival arrival, long nanos, int target, int sender, int sequence, String where) {

    /**
     * Whether it is of an attempt that was not answered as accepted. Such a one is on its way
     * without an order: what repeats it may be faster, and the caller was told nothing.
     */
    public boolean uncertain(PushedSequences pushed) {
        return !pushed.accepted(target, sender, sequence);
    }

    /** In words, with the time in seconds since the first push. */
    public String inWords(long startNanos, PushedSequences pushed) {
        return "%s at %.1f s from %s: target %d, sender %d, sequence %d, sent at %.1f s, %s"
                .formatted(
                        arrival,
                        seconds(nanos - startNanos),
                        where,
                        target,
                        sender,
                        sequence,
                        seconds(pushed.sentNanos(target, sender, sequence) - startNanos),
                        uncertain(pushed) ? "uncertain" : "accepted");
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
