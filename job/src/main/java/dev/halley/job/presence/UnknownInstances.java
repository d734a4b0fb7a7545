package dev.halley.job.presence;

import dev.halley.job.record.Now;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Comet instances that routes name and that nobody has seen. Each is waited for once: it may have
 * started a moment ago, and its sessions' messages must not be lost. Owned by one thread.
 */
public final class UnknownInstances {
    /** Far more than a cluster has nodes; past it the oldest is forgotten, and waited for again. */
    private static final int MAX_REMEMBERED = 10_000;

    private final long waitNanos;
    private final Now now;
    private final Map<String, Long> firstSeenNanos = new LinkedHashMap<>();

    /**
     * Nobody is waited for yet.
     *
     * @param waitNanos how long each is waited for
     */
    public UnknownInstances(long waitNanos, Now now) {
        this.waitNanos = waitNanos;
        this.now = now;
    }

    /** Whether there is time left to wait for this one. */
    public boolean stillWaitedFor(String instance) {
        Long since = firstSeenNanos.get(instance);
        if (since == null) {
            if (firstSeenNanos.size() >= MAX_REMEMBERED) {
                firstSeenNanos.remove(firstSeenNanos.keySet().iterator().next());
            }
            firstSeenNanos.put(instance, now.nanos());
            return true;
        }
        return now.nanos() - since < waitNanos;
    }
}
