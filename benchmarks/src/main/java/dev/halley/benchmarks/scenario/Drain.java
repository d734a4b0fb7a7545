package dev.halley.benchmarks.scenario;

import dev.halley.benchmarks.load.SessionPool;
import dev.halley.benchmarks.rest.PushLog;
import dev.halley.benchmarks.rest.PushPlan;

/**
 * Waits until what was accepted has arrived: ends when all of it has, when nothing came for a
 * while, or when the time is up; and then a moment more, for duplicates.
 */
final class Drain {

    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final long STILL_NANOS = 5_000_000_000L;
    private static final long STRAGGLERS_MS = 300;
    private static final long POLL_MS = 10;

    private final SessionPool pool;
    private final long expected;

    Drain(PushPlan plan, PushLog log, SessionPool pool) {
        this.pool = pool;
        int[] members = pool.members(plan.targets());
        long sum = 0;
        for (long push = 0; push < plan.pushes(); push++) {
            if (log.accepted(push)) {
                sum += members[plan.target(push)];
            }
        }
        this.expected = sum;
    }

    void await() throws InterruptedException {
        long start = System.nanoTime();
        long changed = start;
        long seen = pool.progress().deliveries();
        while (seen < expected) {
            Thread.sleep(POLL_MS);
            long now = System.nanoTime();
            long more = pool.progress().deliveries();
            changed = more == seen ? changed : now;
            seen = more;
            if (now - start > LIMIT_NANOS || now - changed > STILL_NANOS) {
                return;
            }
        }
        Thread.sleep(STRAGGLERS_MS);
    }
}
