package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.rest.PushLog;
import dev.halley.benchmarks.rest.PushPlan;
import dev.halley.benchmarks.spec.BenchSpec;

/**
 * Waits until what was accepted has arrived: ends when all has that may, when nothing came for a
 * while, or when the time is up; and then a moment more, for duplicates. A push of which nobody knows
 * whether it was accepted may arrive, and must not be taken for one that has to.
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
    private final boolean reconnect;
    private final long most;

    /**
     * For pushes that are all made.
     *
     * @param reconnect whether sessions that were cut come back
     */
    static Drain of(PushPlan plan, PushLog log, SessionPool pool, boolean reconnect) {
        int[] members = pool.members(plan.targets());
        long most = 0;
        for (int target = 0; target < members.length; target++) {
            most += log.mayArrive(target) * members[target];
        }
        return new Drain(pool, reconnect, most);
    }

    /** For so many deliveries at most. */
    Drain(SessionPool pool, boolean reconnect, long most) {
        this.pool = pool;
        this.reconnect = reconnect;
        this.most = most;
    }

    /** Waits; longer when something was done to the server. */
    void await(BenchSpec spec) throws InterruptedException {
        await(stillNanos(spec), spec.heals() ? LIMIT_AFTER_FAULTS_NANOS : LIMIT_NANOS);
    }

    /** Waits until nothing came for so long, and no longer than that. */
    void await(long still, long limit) throws InterruptedException {
        long start = System.nanoTime();
        long changed = start;
        long seen = pool.progress().deliveries();
        while (seen < most) {
            Thread.sleep(POLL_MS);
            long now = System.nanoTime();
            long more = pool.progress().deliveries();
            changed = more == seen ? changed : now;
            seen = more;
            if (now - start > limit || now - changed > still) {
                return;
            }
        }
        Thread.sleep(STRAGGLERS_MS);
    }

    private long stillNanos(BenchSpec spec) {
        if (spec.length().stillSeconds().isPresent()) {
            return (long) (spec.length().stillSeconds().getAsDouble() * NANOS_PER_SECOND);
        }
        if (spec.heals()) {
            return STILL_AFTER_HEALING_NANOS;
        }
        boolean disturbed = reconnect && (spec.disturbed() || pool.progress().cuts() > 0);
        return disturbed ? STILL_AFTER_FAULTS_NANOS : STILL_NANOS;
    }
}
