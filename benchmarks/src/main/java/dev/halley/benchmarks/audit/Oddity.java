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

    /** In words, with the time in seconds since the first push. */
    public String inWords(long startNanos, PushedSequences pushed) {
        boolean accepted = pushed.accepted(target, sender, sequence);
        return "%s at %.1f s from %s: target %d, sender %d, sequence %d, sent at %.1f s, %s"
                .formatted(
                        arrival,
                        seconds(nanos - startNanos),
                        where,
                        target,
                        sender,
                        sequence,
                        seconds(pushed.sentNanos(target, sender, sequence) - startNanos),
                        accepted ? "accepted" : "not known to be accepted");
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
