package dev.halley.runtime.discovery.consul;

import java.math.BigInteger;

/**
 * From which state of Consul on a change is waited for, by the rules of its blocking queries: zero
 * asks for the present state at once, and an index that goes backwards, as after a restart without
 * data, must not be waited for. Not thread-safe.
 */
final class WatchIndex {
    private BigInteger index = BigInteger.ZERO;

    /** What to ask with. */
    BigInteger next() {
        return index;
    }

    void answered(BigInteger answered) {
        index = answered.compareTo(index) < 0 ? BigInteger.ZERO : answered.max(BigInteger.ONE);
    }

    /** The next question is for the present state: whoever answers it may be another Consul. */
    void reset() {
        index = BigInteger.ZERO;
    }
}
