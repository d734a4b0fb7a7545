package dev.halley.comet.fanout.pacing;

import dev.halley.comet.fanout.inbox.LocalDelivery;

/**
 * A broadcast at a speed, on one shard: whom it is still to reach, and how many are due. Goes to
 * those who were there at its start; ids instead of members, so that it holds on to no session.
 */
final class PacedBroadcast {
    private static final double NANOS_PER_SECOND = 1e9;

    private final LocalDelivery.ToEveryone delivery;
    private final long[] sessions;
    private final double perSecond;
    private final long startedNanos;
    private int next;
    private int reported;

    PacedBroadcast(LocalDelivery.ToEveryone delivery, long[] sessions, double perSecond, long now) {
        this.delivery = delivery;
        this.sessions = sessions;
        this.perSecond = perSecond;
        this.startedNanos = now;
    }

    LocalDelivery.ToEveryone delivery() {
        return delivery;
    }

    /** How many sessions should have been reached by now and are not. */
    int due(long now) {
        double reached = 1 + (now - startedNanos) / NANOS_PER_SECOND * perSecond;
        return (int) Math.min(sessions.length, reached) - next;
    }

    long nextSession() {
        return sessions[next++];
    }

    boolean done() {
        return next == sessions.length;
    }

    /** Sessions reached since this was last asked. */
    int takeProgress() {
        int progress = next - reported;
        reported = next;
        return progress;
    }
}
