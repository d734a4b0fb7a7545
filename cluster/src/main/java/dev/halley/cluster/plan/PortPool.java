package dev.halley.cluster.plan;

import java.util.function.IntPredicate;

/**
 * Ports below those that the system gives to outgoing connections: a node that is away for a moment
 * finds its ports free when it comes back, however many clients run on this machine.
 */
public final class PortPool {
    /** How far a Redis Cluster node's second port is from its first; Redis knows no other. */
    static final int BUS_DISTANCE = 10_000;

    private static final int LOWEST = 10_500;
    private static final int HIGHEST = 32_000;

    private final IntPredicate free;
    private final int highest;
    private int next;

    /**
     * A pool.
     *
     * @param start where to look first; any number
     * @param outgoing the lowest port of outgoing connections
     * @param free whether nobody has a port, or will want it
     */
    public PortPool(int start, int outgoing, IntPredicate free) {
        this.free = free;
        this.highest = outgoing > LOWEST + BUS_DISTANCE ? Math.min(HIGHEST, outgoing) : HIGHEST;
        this.next = LOWEST + Math.floorMod(start, highest - LOWEST);
    }

    /** A port that is free and was not given before. */
    int take() {
        return take(free);
    }

    /** A port for Redis, whose bus port is free too. */
    int takeWithBus() {
        return take(port -> free.test(port) && free.test(port + BUS_DISTANCE));
    }

    private int take(IntPredicate fits) {
        for (int tries = LOWEST; tries < highest; tries++) {
            int port = next;
            next = next + 1 < highest ? next + 1 : LOWEST;
            if (fits.test(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + (highest - 1));
    }
}
