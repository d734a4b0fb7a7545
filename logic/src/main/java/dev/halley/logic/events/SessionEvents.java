package dev.halley.logic.events;

import dev.halley.logic.config.EventKinds;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Told of what happens to sessions. Thread-safe; never blocks and never fails: an event that Kafka
 * does not take in time is dropped and counted.
 */
public interface SessionEvents {
    /** Whether rooms joined and left are written. */
    boolean wantsRooms();

    /**
     * A session is registered.
     *
     * @param first whether it is its user's first
     * @param room which room it begins in; empty: in none
     */
    void online(EventSession session, boolean first, String room);

    /**
     * A session is over.
     *
     * @param last whether it was its user's last
     * @param reason why, in lower case
     */
    void offline(EventSession session, boolean last, String reason);

    /** A session that goes on has changed rooms; either may be empty. */
    void moved(EventSession session, String left, String joined, long atUs);

    /** Nobody is told; the meters are there all the same, and stay at 0. */
    static SessionEvents none(MeterRegistry registry) {
        EventMetrics unused = new EventMetrics(registry);
        return new Silence();
    }

    /** Whether these kinds need a topic at all. */
    static boolean written(EventKinds kinds) {
        return kinds != EventKinds.NONE;
    }

    /** Reasons that comets do not give. */
    final class Reasons {
        /** Its comet is gone. */
        public static final String NODE_LOST = "node_lost";

        /** An older comet does not tell it. */
        public static final String UNKNOWN = "unknown";

        private Reasons() {}
    }
}
