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
    private static final long LIMIT_AFTER_FAULTS_NANOS = 180_000_000_000L;
    private static final long STILL_NANOS = 5_000_000_000L;

    /** A job that died is replaced, and its records are pushed again, within this time. */
    private static final long STILL_AFTER_FAULTS_NANOS = 20_000_000_000L;

    /** After many faults all partitions may move once more, and streams are compared in turn. */
    private static final long STILL_AFTER_HEALING_NANOS = 60_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long STRAGGLERS_MS = 300;
    private static final long POLL_MS = 10;

    private final SessionPool pool;
    private final boolean reconnect;
    private final long expected;

    /**
     * For pushes that are all made.
     *
     * @param reconnect whether sessions that were cut come back
     */
    Drain(PushPlan plan, PushLog log, SessionPool pool, boolean reconnect) {
        this.pool = pool;
        this.reconnect = reconnect;
        int[] members = pool.members(plan.targets());
        long sum = 0;
        for (int target = 0; target < members.length; target++) {
            sum += log.accepted(target) * members[target];
        }
        this.expected = sum;
    }

    /** Waits; longer when something was done to the server. */
    void await(BenchSpec spec) throws InterruptedException {
        long start = System.nanoTime();
        long still = stillNanos(spec);
        long limit = spec.heals() ? LIMIT_AFTER_FAULTS_NANOS : LIMIT_NANOS;
        long changed = start;
        long seen = pool.progress().deliveries();
        while (seen < expected) {
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
