package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.rest.PushLog;
import dev.halley.benchmarks.rest.PushPlan;
import dev.halley.benchmarks.spec.BenchSpec;

/**
 * Waits until what was accepted has arrived: ends when all of it has, when nothing came for a
 * while, or when the time is up; and then a moment more, for duplicates.
 */
final class Drain {

    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final long LIMIT_AFTER_FAULTS_NANOS = 300_000_000_000L;
    private static final long STILL_NANOS = 5_000_000_000L;

    /** A job that died is replaced, and its records are pushed again, within this time. */
    private static final long STILL_AFTER_FAULTS_NANOS = 20_000_000_000L;

    /**
     * After many faults all partitions may move once more, and streams are compared in turn: a user's
     * own up to 75 s after the AUTH, and 30 s later when another epoch has begun.
     */
    private static final long STILL_AFTER_HEALING_NANOS = 120_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long STRAGGLERS_MS = 300;
    private static final long POLL_MS = 10;

    private final SessionPool pool;
    private final long most;
    private final long stillNanos;
    private final long limitNanos;

    /**
     * For pushes that are all made.
     *
     * @param reconnect whether sessions that were cut come back
     */
    static Drain of(
            BenchSpec spec, PushPlan plan, PushLog log, SessionPool pool, boolean reconnect) {
        boolean disturbed = reconnect && (spec.disturbed() || pool.progress().cuts() > 0);
        int[] members = pool.members(plan.targets());
        long most = log.awaited(members, disturbed);
        return new Drain(pool, most, stillNanos(spec, disturbed), limitNanos(spec));
    }

    /**
     * For so many deliveries.
     *
     * @param stillNanos ends when nothing came for so long
     * @param limitNanos waits no longer
     */
    Drain(SessionPool pool, long most, long stillNanos, long limitNanos) {
        this.pool = pool;
        this.most = most;
        this.stillNanos = stillNanos;
        this.limitNanos = limitNanos;
    }

    private static long stillNanos(BenchSpec spec, boolean disturbed) {
        if (spec.length().stillSeconds().isPresent()) {
            return (long) (spec.length().stillSeconds().getAsDouble() * NANOS_PER_SECOND);
        }
        if (spec.heals()) {
            return STILL_AFTER_HEALING_NANOS;
        }
        return disturbed ? STILL_AFTER_FAULTS_NANOS : STILL_NANOS;
    }

    private static long limitNanos(BenchSpec spec) {
        return spec.heals() ? LIMIT_AFTER_FAULTS_NANOS : LIMIT_NANOS;
    }

    /** Waits. */
    void await() throws InterruptedException {
        long start = System.nanoTime();
        long changed = start;
        long seen = pool.progress().deliveries();
        while (seen < most) {
            Thread.sleep(POLL_MS);
            long now = System.nanoTime();
            long more = pool.progress().deliveries();
            changed = more == seen ? changed : now;
            seen = more;
            if (now - start > limitNanos || now - changed > stillNanos) {
                return;
            }
        }
        Thread.sleep(STRAGGLERS_MS);
    }
}
