package dev.halley.comet.fanout.pacing;

import java.time.Duration;

/**
 * Keeps the share of time that a shard spends draining at its duty: after a drain of time D the next
 * one waits D x (1 - duty) / duty, at most a limit. A frame costs the same whatever it holds, so
 * waiting makes each message cheaper, and only a shard that is busy waits.
 */
public final class DutyPacer {
    private final double waitPerBusy;
    private final long maxWaitNanos;
    private long notBefore;
    private boolean waiting;

    /**
     * Nothing has drained yet.
     *
     * @param duty share of time, above 0, at most 1
     * @param maxWait limit of one wait
     */
    public DutyPacer(double duty, Duration maxWait) {
        this.waitPerBusy = (1 - duty) / duty;
        this.maxWaitNanos = maxWait.toNanos();
    }

    /** How long the next drain has to wait; 0: it may start. */
    public long waitNanos(long now) {
        if (!waiting) {
            return 0;
        }
        long left = notBefore - now;
        if (left > 0) {
            return left;
        }
        waiting = false;
        return 0;
    }

    /** A drain has taken so long. */
    public void drained(long startedNanos, long endedNanos) {
        double wait = (endedNanos - startedNanos) * waitPerBusy;
        notBefore = endedNanos + Math.min((long) wait, maxWaitNanos);
        waiting = true;
    }
}
