package dev.halley.benchmarks.audit;

/**
 * A message that had to come to a session and did not.
 *
 * @param target of the push
 * @param sender of the push
 * @param sequence of the push
 * @param followed whether a later one of the sender came, so that the session was not just short of
 *     the end
 */
public record LostMessage(int target, int sender, int sequence, boolean followed) {
    private static final double NANOS_PER_S = 1e9;

    /** In words, with the time in seconds since the first push. */
    public String inWords(long startNanos, PushedSequences pushed) {
        return "LOST: target %d, sender %d, sequence %d, sent at %.1f s, %s"
                .formatted(
                        target,
                        sender,
                        sequence,
                        (pushed.sentNanos(target, sender, sequence) - startNanos) / NANOS_PER_S,
                        followed ? "later ones came" : "nothing later came");
    }
}
