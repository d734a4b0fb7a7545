package dev.halley.benchmarks.rest;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Whose turn it is among several endpoints of REST: one after the other, those left out that failed
 * a moment ago. Each failure in a row doubles the time that an endpoint is left alone, half of it
 * at random, so that callers do not come back together. Pure: time is handed in.
 */
final class EndpointTurns {

    private static final long BASE_NANOS = 20_000_000L;
    private static final long LONGEST_NANOS = 1_000_000_000L;
    private static final int MOST_DOUBLINGS = 6;

    private final long[] notBefore;
    private final int[] failures;
    private final RandomGenerator random;
    private int last;

    EndpointTurns(int endpoints, int first, long nowNanos, RandomGenerator random) {
        this.notBefore = new long[endpoints];
        this.failures = new int[endpoints];
        this.random = random;
        this.last = Math.floorMod(first - 1, endpoints);
        Arrays.fill(notBefore, nowNanos);
    }

    /** The endpoint to use next: the next in line that may be used, else the first that will be. */
    int next(long nowNanos) {
        int count = notBefore.length;
        int soonest = (last + 1) % count;
        for (int i = 1; i <= count; i++) {
            int candidate = (last + i) % count;
            if (nowNanos - notBefore[candidate] >= 0) {
                last = candidate;
                return candidate;
            }
            if (notBefore[candidate] - notBefore[soonest] < 0) {
                soonest = candidate;
            }
        }
        last = soonest;
        return soonest;
    }

    /** How long it has to be left alone still; not above 0: not at all. */
    long waitNanos(int endpoint, long nowNanos) {
        return notBefore[endpoint] - nowNanos;
    }

    void worked(int endpoint) {
        failures[endpoint] = 0;
    }

    void failed(int endpoint, long nowNanos) {
        long longest =
                Math.min(LONGEST_NANOS, BASE_NANOS << Math.min(MOST_DOUBLINGS, failures[endpoint]));
        failures[endpoint]++;
        notBefore[endpoint] = nowNanos + longest / 2 + random.nextLong(longest / 2);
    }
}
