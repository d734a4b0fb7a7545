package dev.halley.benchmarks.rest;

/**
 * Which push goes to which target, from which caller: computed from the number of the push, so that
 * nothing has to be stored or handed around.
 *
 * <p>Pushes go round the targets. A caller sends one at a time, so what it pushes to one target has
 * an order that a server must keep. With more targets than callers each target has one caller; with
 * fewer, a target has several callers, each with a sequence of its own.
 *
 * @param targets rooms or users
 * @param callers connections that push; at most the number asked for
 * @param pushes pushes of the run
 */
public record PushPlan(int targets, int callers, long pushes) {

    /** A plan with at most so many callers. */
    public static PushPlan of(int targets, int mostCallers, long pushes) {
        int callers = targets >= mostCallers ? mostCallers : mostCallers / targets * targets;
        return new PushPlan(targets, callers, pushes);
    }

    /** Senders that push to one target. */
    public int sendersPerTarget() {
        return streams() / targets;
    }

    /** Pairs of target and sender. */
    private int streams() {
        return Math.max(targets, callers);
    }

    /** The target of a push. */
    public int target(long push) {
        return (int) (push % streams() % targets);
    }

    /** Which of its target's senders a push has. */
    public int slot(long push) {
        return (int) (push % streams() / targets);
    }

    /** The push that a caller makes as its n-th, from 0; not below {@link #pushes()}: none. */
    public long pushOf(int caller, long n) {
        int perRound = (streams() - caller + callers - 1) / callers;
        return n / perRound * streams() + caller + n % perRound * callers;
    }
}
