package dev.halley.runtime.lifecycle;

import dev.halley.runtime.node.InstanceId;
import java.time.Duration;
import java.util.Map;

/** One node of a tier. Started once, stopped once; its methods are called by one thread. */
public interface Node extends AutoCloseable {
    /** Which life of which node this is. */
    InstanceId instance();

    /**
     * Opens everything and returns when the node does its work. Blocks. A peer or a store that is
     * away is waited for in the background and shows in readiness; it does not fail the start.
     *
     * @throws RuntimeException with a message for people if it cannot start, such as a port in use;
     *     what was opened until then is closed again
     */
    void start();

    /**
     * Leaves discovery, takes nothing new, finishes what it has, and closes everything. Blocks, at
     * most for the limit plus what closing takes. Repeatable.
     *
     * @param limit how long work in flight may take; what is not done by then is given up, counted
     */
    void drainAndStop(Duration limit);

    /** Ports it listens on, by what is served there ({@code tcp, ws, grpc, rest}), once started. */
    Map<String, Integer> ports();

    /** Stops without draining. */
    @Override
    default void close() {
        drainAndStop(Duration.ZERO);
    }
}
